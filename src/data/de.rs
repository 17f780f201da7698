//! Rust types out of a tree, through serde, with every mistake and its place.

use crate::data::at::AT;
use crate::data::tree::Entry;
use crate::data::tree::Node;
use crate::data::tree::Problem;
use crate::data::tree::Value;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::Deserializer;
use serde::de::DeserializeOwned;
use serde::de::DeserializeSeed;
use serde::de::IntoDeserializer;
use serde::de::Visitor;

/// Reads a type out of a tree. What cannot be read is reported and left out, so that the rest is read all the same;
/// `None` when not even that gives a value.
pub fn read<T: DeserializeOwned>(tree: &Node) -> (Option<T>, Vec<Problem>) {
    let mut tree = Cow::Borrowed(tree);
    let mut problems = Vec::new();
    loop {
        match T::deserialize(&*tree) {
            Ok(value) => return (Some(value), problems),
            Err(Mistake { message, range }) => {
                let range = range.unwrap_or_else(|| tree.range.clone());
                let dropped = drop_at(tree.to_mut(), &range);
                problems.push(Problem::new(range, message));
                if !dropped {
                    return (None, problems);
                }
            }
        }
    }
}

/// Takes the innermost entry or item that holds the place out of the tree; false if the place is the tree itself.
fn drop_at(node: &mut Node, range: &Range<usize>) -> bool {
    let holds = |node: &Node| node.range.start <= range.start && range.end <= node.range.end;
    match &mut node.value {
        Value::Map(entries) => {
            let Some(index) = entries.iter().position(|entry| holds(&entry.value)) else { return false };
            if !drop_at(&mut entries[index].value, range) {
                entries.remove(index);
            }
            true
        }
        Value::List(items) => {
            let Some(index) = items.iter().position(holds) else { return false };
            if !drop_at(&mut items[index], range) {
                items.remove(index);
            }
            true
        }
        _ => false,
    }
}

/// What serde could not read. The place is set by the innermost value that has one.
#[derive(Debug)]
pub struct Mistake {
    message: String,
    range: Option<Range<usize>>,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Mistake {}

impl serde::de::Error for Mistake {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self { message: message.to_string(), range: None }
    }
}

/// The three parts that [`At`](crate::data::At) asks for.
enum Part<'a> {
    Number(usize),
    Value(&'a Node),
    Key(&'a str),
}

impl<'de, 'a: 'de> Deserializer<'de> for Part<'a> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self {
            Self::Number(number) => visitor.visit_u64(number as u64),
            Self::Key(key) => visitor.visit_borrowed_str(key),
            Self::Value(node) => node.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self {
            Self::Number(number) => visitor.visit_u64(number as u64),
            Self::Key(key) => visitor.visit_borrowed_str(key),
            Self::Value(node) => node.deserialize_option(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self {
            Self::Number(number) => visitor.visit_u64(number as u64),
            Self::Key(key) => visitor.visit_borrowed_str(key),
            Self::Value(node) => node.deserialize_bool(visitor),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match self {
            Self::Number(number) => visitor.visit_u64(number as u64),
            Self::Key(key) => visitor.visit_borrowed_str(key),
            Self::Value(node) => node.deserialize_enum(name, variants, visitor),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match self {
            Self::Number(number) => visitor.visit_u64(number as u64),
            Self::Key(key) => visitor.visit_borrowed_str(key),
            Self::Value(node) => node.deserialize_struct(name, fields, visitor),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self {
            Self::Value(node) => node.deserialize_string(visitor),
            other => other.deserialize_any(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_string(visitor)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct
        seq tuple tuple_struct map identifier ignored_any
    }
}

impl<'a> IntoDeserializer<'a, Mistake> for Part<'a> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'a> IntoDeserializer<'a, Mistake> for &'a Node {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl Node {
    fn mistake(&self, wanted: &str) -> Mistake {
        let got = match &self.value {
            Value::Text { text, quoted: false } | Value::Bare(text) => format!("`{text}`"),
            Value::Text { text, .. } => format!("`\"{text}\"`"),
            _ => self.kind().to_string(),
        };
        Mistake { message: format!("expected {wanted}, found {got}"), range: Some(self.range.clone()) }
    }

    fn placed<T>(&self, result: Result<T, Mistake>) -> Result<T, Mistake> {
        result.map_err(|mistake| Mistake {
            range: mistake.range.or_else(|| Some(self.range.clone())),
            message: mistake.message,
        })
    }

    fn plain(&self) -> Option<&str> {
        match &self.value {
            Value::Text { text, quoted: false } | Value::Bare(text) => Some(text),
            _ => None,
        }
    }

    fn number<T: std::str::FromStr>(&self, wanted: &str) -> Result<T, Mistake> {
        self.plain().and_then(|text| text.parse().ok()).ok_or_else(|| self.mistake(wanted))
    }
}

impl<'de> Deserializer<'de> for &'de Node {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let result = match &self.value {
            Value::Nothing => visitor.visit_unit(),
            Value::Text { text, .. } | Value::Bare(text) => visitor.visit_borrowed_str(text),
            Value::List(items) => visitor.visit_seq(serde::de::value::SeqDeserializer::new(items.iter())),
            Value::Map(entries) => visitor.visit_map(MapReader { entries: entries.iter(), value: None }),
        };
        self.placed(result)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let value = match self.plain() {
            Some("true") => true,
            Some("false") => false,
            _ => return Err(self.mistake("`true` or `false`")),
        };
        self.placed(visitor.visit_bool(value))
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.placed(visitor.visit_i32(self.number("a whole number")?))
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.placed(visitor.visit_i64(self.number("a whole number")?))
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.placed(visitor.visit_u8(self.number("a whole number from 0 to 255")?))
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.placed(visitor.visit_u32(self.number("a whole number, 0 or more")?))
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.placed(visitor.visit_u64(self.number("a whole number, 0 or more")?))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.value {
            Value::Nothing => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Mistake> {
        self.placed(visitor.visit_newtype_struct(self))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        if name != AT {
            return match self.value {
                Value::Map(_) => self.deserialize_any(visitor),
                _ => Err(self.mistake("a table of keys")),
            };
        }
        let parts = [Part::Number(self.range.start), Part::Number(self.range.end), Part::Value(self)];
        self.placed(visitor.visit_seq(serde::de::value::SeqDeserializer::new(parts.into_iter())))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        match &self.value {
            Value::Text { text, .. } if variants.contains(&text.as_str()) => {
                self.placed(visitor.visit_enum(text.as_str().into_deserializer()))
            }
            _ => Err(self.mistake(&format!("one of {}", crate::data::schema::list(variants.iter().copied())))),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.value {
            Value::List(_) => self.deserialize_any(visitor),
            Value::Text { ref text, .. } | Value::Bare(ref text) => {
                Err(self.mistake(&format!("a list such as `[\"{text}\"]`")))
            }
            _ => Err(self.mistake("a list")),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        match self.value {
            Value::Text { .. } => self.deserialize_any(visitor),
            Value::Bare(ref text) => Err(self.mistake(&format!("a text in quotes, `\"{text}\"`"))),
            _ => Err(self.mistake("a text")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        self.deserialize_string(visitor)
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i128 u16 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct map identifier ignored_any
    }
}

struct MapReader<'a> {
    entries: std::slice::Iter<'a, Entry>,
    value: Option<&'a Node>,
}

impl<'de> serde::de::MapAccess<'de> for MapReader<'de> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Mistake> {
        let Some(entry) = self.entries.next() else { return Ok(None) };
        self.value = Some(&entry.value);
        seed.deserialize(Key(entry))
            .map(Some)
            .map_err(|mistake| Mistake { range: Some(entry.key_range.clone()), ..mistake })
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Mistake> {
        match self.value.take() {
            Some(node) => seed.deserialize(node),
            None => Err(serde::de::Error::custom("a value without a key")),
        }
    }
}

/// A key: a text, and for [`At`](crate::data::At) its place too.
struct Key<'a>(&'a Entry);

impl<'de> Deserializer<'de> for Key<'de> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_borrowed_str(&self.0.key)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let Range { start, end } = self.0.key_range;
        let parts = [Part::Number(start), Part::Number(end), Part::Key(&self.0.key)];
        visitor.visit_seq(serde::de::value::SeqDeserializer::new(parts.into_iter()))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
