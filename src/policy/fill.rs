//! Values put into texts: `{{#param notice}}` becomes `21 days`, as it is on the day of the build.

use crate::policy::model::Policy;

/// A text with the values of its parameters. What names none is left as it stands; that it does is a finding elsewhere.
pub fn fill(policy: &Policy, text: &str) -> String {
    fill_with(text, &|name| Some(policy.params.get(name)?.on(policy.as_of)?.value.to_string()))
}

/// A text with values in the form that `value` gives them by the name of their parameter.
pub fn fill_with(text: &str, value: &dyn Fn(&str) -> Option<String>) -> String {
    const OPEN: &str = "{{#param";
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        filled.push_str(before);
        let inside = after.split_once("}}");
        match inside.and_then(|(name, tail)| Some((value(name.trim())?, tail))) {
            Some((value, tail)) => {
                filled.push_str(&value);
                rest = tail;
            }
            None => {
                filled.push_str(OPEN);
                rest = after;
            }
        }
    }
    filled.push_str(rest);
    filled
}
