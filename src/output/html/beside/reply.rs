//! A reply on its page and as files: text that can be selected, what its sender fills in, an address that opens a mail.

use crate::diagnostic::Noted;
use crate::memo::Hashed;
use crate::output::given::Files;
use crate::output::given::Given;
use crate::output::html::beside::Input;
use crate::output::html::beside::LinkView;
use crate::output::html::guide::words::Words;
use crate::output::job::Job;
use crate::policy;
use crate::policy::Check;
use crate::policy::Letter;
use crate::policy::LetterWords;
use crate::policy::Policy;
use crate::policy::Reply;
use crate::policy::Sending;
use crate::policy::first_sentence;
use crate::site::What;
use crate::site::reply_urls;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

/// For each guide the day of the last release that had something new about it.
pub(super) type Days = BTreeMap<Arc<str>, Date>;

/// A reply as the templates see it.
#[derive(Serialize)]
pub(super) struct View {
    #[serde(flatten)]
    mail: MailView,
    tells: Vec<LinkView>,
    /// Why it must not be sent on the day of the build.
    withdrawn: Option<String>,
}

/// A mail as the templates see it.
#[derive(Serialize)]
pub(super) struct MailView {
    subject: String,
    text: String,
    /// The same with markup, for mail programs that take it.
    rich: tera::Value,
    /// The mail as files: its text, and its Markdown.
    files: Option<[String; 2]>,
    mailto: String,
    /// The address has the whole mail, not only its subject.
    mailto_is_whole: bool,
    blanks: Vec<BlankView>,
}

#[derive(Serialize)]
struct BlankView {
    name: Arc<str>,
    example: Option<Arc<str>>,
    what: Option<Arc<str>>,
    /// The kind of field that a browser has for it.
    field: &'static str,
}

/// A reply in the list of all.
#[derive(Serialize)]
pub(super) struct Row {
    title: Arc<str>,
    href: String,
    tells: Vec<LinkView>,
}

/// A reply.
pub(super) fn view(input: &Input, id: &str) -> Option<View> {
    let reply = input.whole.replies.get(id)?;
    let words = letter_words(&input.shell.parts.theme.strings);
    let letter = letter(&input.whole, reply, input.base.as_deref(), &input.days, &words);
    let blank = |blank: &policy::Blank| BlankView {
        name: Arc::clone(&blank.name),
        example: Some(Arc::clone(&blank.example)),
        what: blank.what.clone(),
        field: match blank.check {
            Check::Date | Check::Event => "date",
            Check::Email => "email",
            Check::Link => "url",
            Check::Number => "number",
            Check::Words | Check::Amount => "text",
        },
    };
    let files = reply_urls(id)?.map(|url| input.shell.hrefs.to(&url));
    let blanks = reply.blanks.iter().map(blank).collect();
    let mail = MailView { files: Some(files), blanks, ..mail(&letter, &words) };
    let own = Words { strings: &input.shell.parts.theme.strings, shared: &input.shared };
    let withdrawn = policy::fallen(&input.whole, reply).map(|(_, why)| own.withdrawn(why));
    Some(View { mail, tells: tells(input, reply), withdrawn })
}

/// A mail without files and blanks.
fn mail(letter: &Letter, words: &LetterWords) -> MailView {
    let mailto = policy::mailto(letter, words, None);
    MailView {
        subject: policy::subject(letter),
        text: policy::text(letter, words),
        rich: tera::Value::safe_string(&policy::html(letter, words)),
        files: None,
        mailto_is_whole: mailto.is_whole(),
        mailto: mailto.address,
        blanks: Vec::new(),
    }
}

/// A mail that nobody wrote: its blanks are words of the theme.
pub(super) fn composed(letter: &Letter, words: &LetterWords) -> MailView {
    let blank = |name: &Arc<str>| BlankView { name: Arc::clone(name), example: None, what: None, field: "text" };
    MailView { blanks: words.blanks().into_iter().map(blank).collect(), ..mail(letter, words) }
}

/// The words of mails in the language of a theme.
pub(super) fn letter_words(strings: &BTreeMap<String, String>) -> LetterWords {
    LetterWords::of(&|name| strings.get(name).map_or_else(Arc::default, |words| Arc::from(words.as_str())))
}

fn letter(policy: &Policy, reply: &Reply, base: Option<&str>, days: &Days, words: &LetterWords) -> Letter {
    let values = BTreeMap::new();
    policy::letter(policy, reply, &Sending { values: &values, sent: None, event: None, site: base, days, words })
}

/// The outcomes that a reply tells.
fn tells(input: &Input, reply: &Reply) -> Vec<LinkView> {
    let words = Words { strings: &input.shell.parts.theme.strings, shared: &input.shared };
    let link = |tells: &policy::Tells| {
        let guide = input.whole.guides.get(&tells.guide)?;
        let number = guide.outcomes.iter().position(|outcome| outcome.id == tells.outcome)?;
        let outcome = &guide.outcomes[number];
        let said = words.fill(outcome.title.as_ref().unwrap_or(&outcome.say));
        let title = if outcome.title.is_some() { &said } else { first_sentence(&said) };
        let href = input.href(&What::Outcome(Arc::clone(&guide.id), number));
        Some(LinkView { title: format!("{} {title}", guide.title), href })
    };
    reply.tells.iter().filter_map(link).collect()
}

/// All replies.
pub(super) fn rows(input: &Input) -> Vec<Row> {
    let row = |reply: &Reply| Row {
        title: Arc::clone(&reply.title),
        href: input.href(&What::Reply(Arc::clone(&reply.id))),
        tells: tells(input, reply),
    };
    input.whole.replies.values().map(row).collect()
}

/// What goes into a reply as a file.
#[derive(Hash)]
struct FileInput {
    whole: Hashed<Policy>,
    id: Arc<str>,
    days: Days,
    base: Option<String>,
    is_markdown: bool,
    words: Arc<LetterWords>,
}

/// The replies as text and as Markdown.
pub(in crate::output) fn files(given: &Given<'_>) -> Files {
    let (whole, days) = (&given.site.rules.whole, &given.site.rules.days);
    let words = Arc::new(letter_words(&given.theme.strings));
    let jobs = |id: &Arc<str>| {
        let urls = reply_urls(id).into_iter().flatten().enumerate();
        let job = |(number, url)| {
            let (whole, base) = (whole.clone(), given.base.map(str::to_string));
            let (id, days, words) = (Arc::clone(id), days.clone(), Arc::clone(&words));
            Job::new(url, FileInput { whole, id, days, base, is_markdown: number == 1, words }, render)
        };
        urls.map(job).collect::<Vec<Job>>()
    };
    Files { jobs: whole.replies.keys().flat_map(jobs).collect(), ..Files::default() }
}

fn render(input: &FileInput) -> Noted<Vec<u8>> {
    let Some(reply) = input.whole.replies.get(&input.id) else { return Noted::clean(Vec::new()) };
    let words = &input.words;
    let letter = letter(&input.whole, reply, input.base.as_deref(), &input.days, words);
    let body = match input.is_markdown {
        true => policy::markdown(&letter, words),
        false => policy::text(&letter, words),
    };
    let text = format!("Subject: {}\n\n{}\n", policy::subject(&letter), body.trim_end());
    Noted::clean(text.into_bytes())
}
