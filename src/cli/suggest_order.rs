//! `caveat suggest-order`: how many questions a guide asks on average, and in which order it would ask fewer.

use crate::cli::ask;
use crate::cli::exit::Exit;
use crate::cli::opened::Opened;
use crate::cli::options::Common;
use crate::cli::print;
use crate::cli::print::count;
use crate::policy;
use crate::policy::Order;
use crate::policy::Orders;
use crate::world::Trouble;

use serde_json::json;

/// Options of `suggest-order`.
#[derive(Debug, clap::Args)]
pub(super) struct Own {
    /// The guide, such as `money`.
    guide: String,
}

/// Runs it.
pub(super) fn run(own: &Own, common: &Common) -> Result<Exit, Trouble> {
    let Opened { rules: read, .. } = Opened::new(common)?;
    let orders = match policy::proved(&read.value, &own.guide).map(policy::orders) {
        Ok(Some(orders)) => orders,
        Ok(None) => return Ok(ask::wrong(&[format!("the steps of `{}` are ordered by hand", own.guide)])),
        Err(mistakes) => return Ok(ask::wrong(&mistakes)),
    };
    match common.format.as_str() {
        "json" => print::result(&format!("{:#}\n", as_json(&own.guide, &orders)))?,
        _ => print::result(&as_text(&orders))?,
    }
    Ok(Exit::Clean)
}

fn as_text(orders: &Orders) -> String {
    let mut text = line("now", &orders.now);
    if let Some(order) = &orders.one_move {
        text.push_str(&line("one question moved", order));
    }
    let name = if orders.is_best_of_all { "best of all orders" } else { "best that was found" };
    match (&orders.best, &orders.one_move) {
        (Some(order), _) => text.push_str(&line(name, order)),
        (None, Some(_)) => text.push_str(&format!("{name}: the one above\n")),
        (None, None) => text.push_str(&format!("{name}: the one that it has\n")),
    }
    text.push_str("Every answer counts as equally likely. Nothing was changed: the order of `questions:` is yours.\n");
    text
}

fn line(name: &str, order: &Order) -> String {
    format!(
        "{name}: {}\n  {:.2} questions on average, {} at most, {}\n",
        order.questions.join(", "),
        order.average,
        order.most,
        count(order.nodes, "question node"),
    )
}

fn as_json(guide: &str, orders: &Orders) -> serde_json::Value {
    let order = |order: &Order| {
        json!({
            "questions": order.questions, "average": (order.average * 10_000.0).round() / 10_000.0,
            "most": order.most, "nodes": order.nodes,
        })
    };
    json!({
        "guide": guide, "now": order(&orders.now), "one_move": orders.one_move.as_ref().map(order),
        "best": orders.best.as_ref().map(order), "is_best_of_all": orders.is_best_of_all,
    })
}
