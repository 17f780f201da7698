//! Exact values with a unit: money in a currency, days or weeks, calendar days, or a count of things.

use jiff::civil::Date;

use std::fmt;
use std::sync::Arc;

/// Digits behind the point that a decimal can hold.
const PLACES: u32 = 6;
/// One, as a decimal counts it.
const ONE: i128 = 10_i128.pow(PLACES);

/// A decimal number without rounding: 499.99 is exactly that, and 500.00 is 500.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i128);

impl Decimal {
    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Self(i128::from(number) * ONE)
    }

    /// Reads `500`, `499.99` or `-5`. What could be read in two ways is refused.
    pub fn read(text: &str) -> Result<Self, String> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if text.contains(',') || text.contains('\'') || text.contains('_') {
            return Err(format!("`{text}` has a separator that some read as thousands and some as the decimal point"));
        }
        if whole.is_empty() || !all_digits(whole) || !all_digits(part) || (part.is_empty() && digits.contains('.')) {
            return Err(format!("`{text}` is not a number such as `500` or `499.99`"));
        }
        if part.len() == 3 && whole.len() <= 3 && whole != "0" {
            return Err(format!(
                "`{text}` can be read as a thousand or as a fraction: write `{whole}{part}` or fewer digits"
            ));
        }
        if whole.len() > 15 || part.len() > PLACES as usize {
            return Err(format!("`{text}` has more digits than 15 before and {PLACES} after the point"));
        }
        let padded = format!("{whole}{part:0<width$}", width = PLACES as usize);
        let value: i128 = padded.parse().map_err(|_| format!("`{text}` is not a number"))?;
        Ok(Self(if text.starts_with('-') { -value } else { value }))
    }

    /// Less than zero?
    pub fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// This many times as much.
    fn times(self, factor: i128) -> Self {
        Self(self.0 * factor)
    }

    /// The sum.
    pub fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }

    /// The difference.
    pub fn minus(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }

    /// The smallest whole number that is not smaller.
    pub fn ceiling(self) -> Self {
        Self(self.0.div_euclid(ONE) * ONE + if self.0.rem_euclid(ONE) == 0 { 0 } else { ONE })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.abs() / ONE, self.0.abs() % ONE);
        if part == 0 {
            return write!(f, "{sign}{whole}");
        }
        let digits = format!("{part:0width$}", width = PLACES as usize);
        write!(f, "{sign}{whole}.{}", digits.trim_end_matches('0'))
    }
}

/// What a number counts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Days.
    Days,
    /// Weeks of seven days; they compare with days.
    Weeks,
    /// A day of the calendar.
    Date,
    /// An amount of money, by its ISO 4217 code.
    Currency(Arc<str>),
    /// A count of things, by the word for them: `people`.
    Count(Arc<str>),
}

impl Unit {
    /// Reads the word behind a number.
    pub fn read(word: &str) -> Result<Self, String> {
        match word {
            "day" | "days" | "d" => Ok(Self::Days),
            "week" | "weeks" | "w" => Ok(Self::Weeks),
            "date" => Ok(Self::Date),
            "month" | "months" | "year" | "years" => {
                Err("months and years have no fixed length: use days or weeks".to_string())
            }
            "hour" | "hours" | "minute" | "minutes" => Err("there are no times of day: use days or weeks".to_string()),
            _ if word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase()) => {
                match CURRENCIES.split_ascii_whitespace().any(|code| code == word) {
                    true => Ok(Self::Currency(word.into())),
                    false => Err(format!("`{word}` is not a currency of ISO 4217")),
                }
            }
            _ if !word.is_empty() && word.chars().all(|c| c.is_lowercase() || c == ' ' || c == '-') => {
                Ok(Self::Count(word.into()))
            }
            _ => Err(format!(
                "`{word}` is no unit: use `days`, `weeks`, `date`, a currency such as `USD`, or a word such as `people`"
            )),
        }
    }

    /// Can values of these units be compared?
    pub fn compares(&self, other: &Self) -> bool {
        let days = |unit: &Self| matches!(unit, Self::Days | Self::Weeks);
        self == other || (days(self) && days(other))
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Days => "days",
            Self::Weeks => "weeks",
            Self::Date => "date",
            Self::Currency(word) | Self::Count(word) => word,
        })
    }
}

/// A number with its unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Value {
    /// How many; for a day of the calendar, its number since 1970-01-01.
    pub amount: Decimal,
    /// Of what.
    pub unit: Unit,
}

impl Value {
    /// Reads `500 USD`, `USD 500`, `21 days`, `30d`, `2026-03-01`, or a bare number where `unit` says of what.
    pub fn read(text: &str, unit: Option<&Unit>) -> Result<Self, String> {
        let text = text.trim();
        if let Some(date) = day(text) {
            return Ok(Self { amount: number(date), unit: Unit::Date });
        }
        if let Some((code, rest)) = text.split_once(' ')
            && code.len() == 3
            && code.bytes().all(|byte| byte.is_ascii_uppercase())
        {
            return Ok(Self { amount: Decimal::read(rest.trim())?, unit: Unit::read(code)? });
        }
        let end = text.find(|c: char| c.is_alphabetic() || c == ' ').unwrap_or(text.len());
        let end = if is_exponent(&text[end..]) { text.len() } else { end };
        let (digits, word) = (text[..end].trim(), text[end..].trim());
        if !digits.bytes().any(|byte| byte.is_ascii_digit()) {
            return Err(format!("`{text}` is not a number with its unit, as in `14 days` or `500 USD`"));
        }
        let amount = Decimal::read(digits)?;
        match (word, unit) {
            ("", Some(Unit::Date)) => Err(format!("`{text}` is not a day such as `2026-03-01`")),
            ("", Some(unit)) => Ok(Self { amount, unit: unit.clone() }),
            ("", None) => Err(format!("`{text}` lacks a unit, as in `{text} days` or `{text} USD`")),
            (word, _) => Ok(Self { amount, unit: Unit::read(word)? }),
        }
    }

    /// The number by which values that compare are compared.
    pub fn base(&self) -> Decimal {
        if self.unit == Unit::Weeks { self.amount.times(7) } else { self.amount }
    }

    /// The smallest step of this unit that people count in.
    pub fn step(&self) -> Decimal {
        match self.unit {
            Unit::Currency(_) => Decimal(ONE / 100),
            _ => Decimal(ONE),
        }
    }

    /// The value as near as can be below this one: a cent, a day or a thing less.
    pub fn just_below(&self) -> Self {
        let unit = if self.unit == Unit::Weeks { Unit::Days } else { self.unit.clone() };
        Self { amount: self.base().minus(self.step()), unit }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.unit {
            Unit::Date => match date(self.amount) {
                Some(date) => write!(f, "{date}"),
                None => f.write_str("a day beyond the calendar"),
            },
            Unit::Days if self.amount == Decimal(ONE) => f.write_str("1 day"),
            Unit::Weeks if self.amount == Decimal(ONE) => f.write_str("1 week"),
            Unit::Currency(code) => {
                let digits = self.amount.to_string();
                let short = digits.split_once('.').is_some_and(|(_, part)| part.len() == 1);
                write!(f, "{digits}{} {code}", if short { "0" } else { "" })
            }
            unit => write!(f, "{} {unit}", self.amount),
        }
    }
}

/// `1e3` is a number to machines only; it is read whole so that it can be refused whole.
fn is_exponent(rest: &str) -> bool {
    let tail = rest.strip_prefix(['e', 'E']);
    tail.is_some_and(|tail| tail.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '+'))
}

/// A day written `2026-03-01`, and in no other way.
pub(super) fn day(text: &str) -> Option<Date> {
    text.parse().ok().filter(|_| text.len() == 10)
}

/// The number of a day since 1970-01-01.
pub(super) fn number(day: Date) -> Decimal {
    let days = jiff::civil::date(1970, 1, 1).until(day).map_or(0, |span| span.get_days());
    Decimal::whole(i64::from(days))
}

fn date(number: Decimal) -> Option<Date> {
    let days = i64::try_from(number.0.div_euclid(ONE)).ok()?;
    jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// How many days from one day to another; negative if the other is earlier.
pub(super) fn days_between(from: Date, to: Date) -> Decimal {
    number(to).minus(number(from))
}

/// The day after so many days.
pub(super) fn after(from: Date, days: u32) -> Date {
    from.checked_add(jiff::Span::new().days(i64::from(days))).unwrap_or(Date::MAX)
}

/// A length of time such as `180 days` or `26 weeks`, in days.
pub(super) fn length(text: &str) -> Result<u32, String> {
    let value = Value::read(text, None)?;
    if !matches!(value.unit, Unit::Days | Unit::Weeks) {
        return Err(format!("`{text}` is not a length of time such as `14 days` or `2 weeks`"));
    }
    let days = value.base();
    let whole = u32::try_from(days.0 / ONE).ok().filter(|whole| *whole > 0 && days.0 % ONE == 0 && *whole < 40_000);
    whole.ok_or_else(|| format!("`{text}` is not a whole number of days above zero"))
}

/// The codes of ISO 4217 that are in use.
const CURRENCIES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP \
    BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF \
    GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD \
    LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR \
    PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY \
    TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";
