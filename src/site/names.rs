//! The names by which links know what is made from rules.

use crate::artifact::SitePath;
use crate::site::made::Made;
use crate::site::made::What;
use crate::site::rules::Rules;
use crate::site::target::Target;

use std::collections::BTreeMap;
use std::sync::Arc;

/// What links can name besides pages and files: `guide:money#notice`, `outcome:money/too-late`, `param:money-notice`.
pub fn names(rules: &Rules, list: &[Made]) -> BTreeMap<Arc<str>, Target> {
    let mut names = BTreeMap::new();
    let mut name = |name: String, url: &SitePath, rest: &str| {
        names.entry(Arc::from(name)).or_insert(Target::File { url: url.clone(), rest: Arc::from(rest) });
    };
    for made in list {
        match &made.what {
            What::Guides => name("guide:".into(), &made.url, ""),
            What::Start(id) => name(format!("guide:{id}"), &made.url, ""),
            What::Outcome(id, number) => {
                let outcome = &rules.guides[id].outcomes[*number].id;
                name(format!("outcome:{id}/{outcome}"), &made.url, "");
                name(format!("guide:{id}#outcome/{outcome}"), &made.url, "");
            }
            What::Node(id, number) => {
                let node = rules.guides[id].tree.as_ref().and_then(|tree| tree.nodes.get(*number));
                node.iter().for_each(|node| name(format!("guide:{id}#{}", node.name), &made.url, ""));
            }
            // A question that is asked at several places is shown where all of them stand.
            What::All(id) => {
                name(format!("guide:{id}#all"), &made.url, "");
                for place in made.what.places(rules) {
                    name(format!("guide:{id}#{place}"), &made.url, &format!("#{place}"));
                }
            }
            What::Replies => name("reply:".into(), &made.url, ""),
            What::Reply(id) => name(format!("reply:{id}"), &made.url, ""),
            What::Journeys => name("journey:".into(), &made.url, ""),
            What::Journey(id) => name(format!("journey:{id}"), &made.url, ""),
            What::Asks => name("asks:".into(), &made.url, ""),
            What::Asked(ids) => name(format!("asks:{}", ids.join(",")), &made.url, ""),
            What::Roles => {
                let places = made.what.places(rules);
                places.iter().for_each(|id| name(format!("role:{id}"), &made.url, &format!("#{id}")));
            }
            What::Glossary => {
                let places = made.what.places(rules);
                places.iter().for_each(|id| name(format!("term:{id}"), &made.url, &format!("#{id}")));
            }
            What::Plan => {
                name("plan:".into(), &made.url, "");
                rules.whole.plan.keys().for_each(|id| name(format!("plan:{id}"), &made.url, &format!("#{id}")));
            }
            What::CatchUp => name("catch-up:".into(), &made.url, ""),
            What::Changes => name("changes:".into(), &made.url, ""),
            What::GuideChanges(id) => name(format!("changes:{id}"), &made.url, ""),
            What::Values => {
                let places = made.what.places(rules);
                places.iter().for_each(|id| name(format!("param:{id}"), &made.url, &format!("#{id}")));
            }
        }
    }
    names
}
