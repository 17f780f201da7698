//! The commands: one file a command. Here alone things are printed and the program ends.

#![allow(clippy::disallowed_methods, reason = "a command says how long it took, and ends the program")]

mod args;
mod ask;
mod build;
mod catch_up;
mod check;
mod clean;
mod completions;
mod compose;
mod diff;
mod exit;
mod explain;
mod export;
mod id;
mod init;
mod kept;
mod letter;
mod link;
mod man;
mod moments;
mod mv;
mod opened;
mod options;
mod plan;
mod print;
mod progress;
mod project;
mod release;
mod reply;
mod rewriting;
mod schema;
mod serve;
mod suggest_order;
mod test;
mod threads;
mod told;
mod volumes;
mod why_not;

use crate::world::Trouble;

use std::process::ExitCode;

use clap::CommandFactory as _;
use clap::Parser as _;

use args::Args;
use args::Command;
use exit::Exit;

/// Runs the program with the arguments it was started with.
pub fn run() -> ExitCode {
    let args = Args::parse();
    args.common.color.write_global();
    let exit = threads::work_on(|| command(&args));
    exit.unwrap_or_else(|trouble| {
        print::error(&trouble.to_string());
        Exit::Trouble
    })
    .into()
}

fn command(args: &Args) -> Result<Exit, Trouble> {
    match &args.command {
        Command::Init(own) => init::run(own, &args.common),
        Command::Build(own) => build::run(own, &args.common),
        Command::Serve(own) => serve::run(own, &args.common),
        Command::Check(own) => check::run(own, &args.common),
        Command::Id(own) => id::run(own, &args.common),
        Command::Link(own) => link::run(own, &args.common),
        Command::Mv(own) => mv::run(own, &args.common),
        Command::Release(own) => release::run(own, &args.common),
        Command::CatchUp(own) => catch_up::run(own, &args.common),
        Command::Clean(own) => clean::run(own, &args.common),
        Command::Ask(own) => ask::run(own, &args.common),
        Command::Reply(own) => reply::run(own, &args.common),
        Command::Compose(own) => compose::run(own, &args.common),
        Command::Plan(own) => plan::run(own, &args.common),
        Command::WhyNot(own) => why_not::run(own, &args.common),
        Command::SuggestOrder(own) => suggest_order::run(own, &args.common),
        Command::Diff(own) => diff::run(own, &args.common),
        Command::Test(own) => test::run(own, &args.common),
        Command::Explain(own) => explain::run(own),
        Command::Export(own) => export::run(own, &args.common),
        Command::Schema(own) => schema::run(own),
        Command::Completions(own) => completions::run(own, Args::command()),
        Command::Man(own) => man::run(own, Args::command()),
    }
}
