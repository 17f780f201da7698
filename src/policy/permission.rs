//! `promise_ok:` may stand beside every text of the rules.

/// A schema in which a `promise_ok:` may stand beside every text.
pub(super) fn with_permissions(mut schema: serde_json::Value) -> serde_json::Value {
    permit(&mut schema);
    schema
}

fn permit(schema: &mut serde_json::Value) {
    match schema {
        serde_json::Value::Object(parts) => {
            parts.values_mut().for_each(permit);
            if let Some(serde_json::Value::Object(keys)) = parts.get_mut("properties") {
                let says = "Why wording beside or below this key may stand although it promises, and until when: `REASON until=2026-06-30`.";
                keys.insert("promise_ok".into(), serde_json::json!({ "type": "string", "description": says }));
            }
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(permit),
        _ => {}
    }
}
