//! Keys that no one knows, found by walking a tree beside the JSON Schema of its type.

use crate::data::tree::Node;
use crate::data::tree::Problem;
use crate::data::tree::Value;

use serde_json::Value as Json;

/// Every key that the schema does not know, with the nearest one that it does and the list of all.
pub fn unknown_keys(tree: &Node, schema: &Json) -> Vec<Problem> {
    let mut problems = Vec::new();
    walk(tree, schema, schema, "", &mut problems);
    problems
}

fn walk(node: &Node, schema: &Json, root: &Json, path: &str, problems: &mut Vec<Problem>) {
    let schema = resolve(schema, root);
    match &node.value {
        Value::Map(entries) => {
            let known = schema.get("properties").and_then(Json::as_object);
            let other = schema.get("additionalProperties");
            for entry in entries {
                let inner = if path.is_empty() { entry.key.clone() } else { format!("{path}.{}", entry.key) };
                match known.and_then(|known| known.get(&entry.key)).or(other) {
                    Some(Json::Bool(_)) => {}
                    Some(schema) => walk(&entry.value, schema, root, &inner, problems),
                    None => {
                        let Some(known) = known else { continue };
                        problems.push(unknown(entry, path, known.keys().map(String::as_str)));
                    }
                }
            }
        }
        Value::List(items) => {
            if let Some(schema) = schema.get("items") {
                items.iter().for_each(|item| walk(item, schema, root, path, problems));
            }
        }
        _ => {}
    }
}

/// Follows `$ref`, and `anyOf` of a type and null, to the schema that is meant.
fn resolve<'a>(schema: &'a Json, root: &'a Json) -> &'a Json {
    if let Some(name) = schema.get("$ref").and_then(Json::as_str).and_then(|path| path.strip_prefix("#/$defs/")) {
        return resolve(&root["$defs"][name], root);
    }
    let choices = schema.get("anyOf").and_then(Json::as_array);
    match choices.and_then(|choices| choices.iter().find(|choice| choice.get("type") != Some(&Json::from("null")))) {
        Some(choice) => resolve(choice, root),
        None => schema,
    }
}

fn unknown<'a>(entry: &crate::data::tree::Entry, path: &str, known: impl Iterator<Item = &'a str> + Clone) -> Problem {
    let place = if path.is_empty() { String::new() } else { format!(" in `{path}`") };
    let nearest = crate::diagnostic::nearest(&entry.key, known.clone());
    let help = match nearest {
        Some(name) => format!("did you mean `{name}`? The keys are {}", list(known)),
        None => format!("the keys are {}", list(known)),
    };
    Problem::new(entry.key_range.clone(), format!("unknown key `{}`{place}", entry.key)).help(help)
}

/// Names as a list in words: `` `a`, `b` and `c` ``.
pub(crate) fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
