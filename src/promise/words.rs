//! The file of a lexicon: lists of words, one list for each thing that a word can do in a sentence.

use crate::promise::class::Class;

use schemars::JsonSchema;
use serde::Deserialize;

/// How sentences are built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Grammar {
    /// Subject, verb, thing, as in English; the lexicon gives words once and their forms follow.
    Ordered,
    /// In any order within a clause; the lexicon gives each form, or the beginning of a word with `*`.
    #[default]
    Free,
}

macro_rules! lists {
    ($($name:ident $class:expr, $kind:ident, $says:literal;)*) => {
        /// Words of a language, by what they do. A phrase may have several words, the longest that fits counts.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
        #[serde(default)]
        pub(super) struct Words {
            /// The language, such as `en`.
            pub(super) language: String,
            /// How sentences are built.
            pub(super) grammar: Grammar,
            /// Small words by which the language is known.
            pub(super) common: Vec<String>,
            /// Words of pages that speak of asking for money.
            pub(super) topic_money: Vec<String>,
            /// Words of pages that speak of asking for goods.
            pub(super) topic_goods: Vec<String>,
            $(#[doc = $says] pub(super) $name: Vec<String>,)*
        }

        impl Words {
            /// These words and further ones.
            pub(super) fn with(&self, further: &Self) -> Self {
                let mut all = self.clone();
                $(all.$name.extend(further.$name.iter().cloned());)*
                all
            }

            fn lists(&self) -> Vec<(Kind, Class, &[String])> {
                vec![$((Kind::$kind, $class, &self.$name[..]),)*]
            }
        }
    };
}

/// What is done to a word before it is taken in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Nothing.
    Plain,
    /// It also stands in the plural.
    Noun,
    /// It has the forms of a verb.
    Verb,
}

lists! {
    we Class::WE, Plain, "Who speaks for the programme: `we`, `Mozilla`.";
    roles Class::ROLE, Noun, "Who acts for the programme: `council`, `review team`.";
    reader Class::READER, Plain, "Who is spoken to: `you`, `your event`.";
    receivers Class::RECEIVER, Noun, "Who would get something: `attendee`, `speaker`.";
    others Class::OTHER, Noun, "Whose promises are not ours: `university`, `sponsor`.";
    money Class::MONEY, Noun, "Money: `budget`, `stipend`, `dollar`.";
    goods Class::GOODS, Noun, "Goods: `shirt`, `sticker`.";
    costs Class::COST, Noun, "What costs money: `travel`, `venue`, `pizza`.";
    papers Class::PAPER, Noun, "What is words and not things: `form`, `answer`, `list`.";
    asks Class::ASK, Noun, "What a request is called: `request`, `application`.";
    fund Class::FUND, Verb, "Verbs that promise money by themselves: `sponsor`, `pay/paid/paid`.";
    give Class::GIVE, Verb, "Verbs that promise together with a thing: `send/sent/sent`, `take care of/took care of/taken care of`.";
    grants Class::GRANT, Verb, "Verbs that say yes: `approve`.";
    help Class::HELP, Verb, "Verbs that promise together with `with` and a thing: `support`.";
    get Class::GET, Verb, "What happens to somebody who gets something: `receive`.";
    you_get Class::GET.with(Class::YOURS), Plain, "Verbs of receiving that have `you` in their form.";
    entitled Class::DUE, Plain, "What comes before something that somebody has a right to: `entitled to`.";
    we_pay Class::WE_VERB.with(Class::FUND), Plain, "Verbs that promise money and have `we` or `I` in their form.";
    we_give Class::WE_VERB.with(Class::GIVE), Plain, "Verbs that promise together with a thing and have `we` or `I` in their form.";
    will Class::WILL, Plain, "What speaks of the future or of a decision to do it: `will`, `going to`, `happy to`.";
    can Class::CAN, Plain, "What speaks of an ability: `can`.";
    soft Class::SOFT, Plain, "What leaves it open: `may`, `could`, `try to`.";
    be Class::BE, Plain, "Forms of `be`.";
    have Class::HAVE, Plain, "Forms of `have`.";
    fillers Class::FILLER, Plain, "Words that may stand anywhere: `also`, `gladly`, `of course`.";
    habits Class::HABIT, Plain, "Words that make a custom of it: `only`, `usually`.";
    pasts Class::PASTS, Plain, "Words that say that it is over: `last year`, `ago`.";
    definite Class::DEFINITE, Plain, "Words that point at certain things: `the`, `all`, `your`.";
    yours Class::YOURS, Plain, "Words that say that it is the reader's: `your`.";
    everything Class::EVERYTHING, Plain, "All that the reader hopes for: `everything`, `the rest`.";
    pronouns Class::PRONOUN, Plain, "What stands for something said before: `it`, `that`.";
    states Class::STATE, Plain, "What money or goods are when they are promised: `approved`, `on us`.";
    statuses Class::STATUS, Plain, "What a request is when it sounds like a yes: `accepted`, `done`.";
    sure Class::SURE, Plain, "Sayings that promise by themselves: `it's a yes`.";
    calm Class::CALM, Plain, "Sayings that promise when money or goods stand beside them: `don't worry`.";
    not Class::NOT, Plain, "What negates: `not`, `nobody`, `without`.";
    neutral Class::NEUTRAL, Plain, "What looks like a negation and is none: `not only`, `no doubt`.";
    hedges Class::HEDGE, Plain, "What makes the rest of a clause a thought, a wish or a question: `hope`, `whether`.";
    conditions Class::IF, Plain, "What begins a condition: `if`, `unless`.";
    times Class::WHEN, Plain, "What begins a time: `when`, `after`.";
    decisions Class::DECISION, Plain, "What makes a time or a condition one of a decision: `agrees`, `approved`.";
    whens Class::UPON, Plain, "A whole condition: `after approval`, `if possible`.";
    refusals Class::REFUSE, Plain, "To say no: `refuse`.";
    but Class::BUT, Plain, "What begins a new thought: `but`.";
    so Class::SO, Plain, "What begins a thought that follows: `because`, `so`.";
    and Class::AND, Plain, "What joins: `and`, `or`.";
    relatives Class::RELATIVE, Plain, "What begins words about the word before: `that`, `who`.";
    prepositions Class::PREPOSITION, Plain, "What leads another thing in: `about`, `from`.";
    of Class::OF, Plain, "What leads in what something is made of: `of`.";
    by Class::BY, Plain, "What leads in who does it: `by`.";
    deem Class::DEEM, Plain, "What begins a saying such as `consider your travel paid`.";
    vows Class::VOW, Verb, "Verbs that promise by themselves what they name: `guarantee`.";
    arrive Class::ARRIVE, Verb, "Verbs for things that come: `arrive`.";
    mine Class::MINE, Plain, "Words that say that it is somebody else's: `my`, `his`.";
    to Class::TO, Plain, "What leads a verb in: `to`.";
    topicals Class::HARMLESS, Plain, "Words beside which a verb means something else: `attention to`, `in this chapter`.";
    harmless Class::PAPER, Plain, "Phrases that hold a word of another list and mean something else: `cover letter`.";
    denials Class::DENY, Verb, "Verbs that say no: `turn down`; with `never` before them they promise.";
    left Class::LEFT, Verb, "Verbs for ending up without something: `go home`.";
    never Class::NEVER, Plain, "What negates for every case: `never`, `nobody`.";
    always Class::ALWAYS, Plain, "What leaves no case out: `always`, `automatically`.";
    yes Class::YES, Plain, "What answers a question: `yes`, `sure`.";
    entrust Class::ENTRUST, Plain, "What begins a saying such as `leave the costs to us`.";
    gifts Class::GIFT, Noun, "What somebody gives: `gift`, `contribution`.";
    askers Class::ASKER, Plain, "Who asks in a question, and so is the reader: `I`, `we`.";
    amounts Class::AMOUNT, Noun, "So much of something: `sum`, `pack`.";
    there Class::THERE, Plain, "What says that something is there: `there`.";
    provide Class::PROVIDE.with(Class::GIVE), Verb, "Verbs that promise a thing in the present: `we provide food`.";
    charges Class::CHARGE, Noun, "Money that somebody asks for: `fee`, `bill`.";
    numbers Class::NUMBER, Plain, "Numbers in letters: `thirty`.";
    firm Class::FIRM, Plain, "What is settled, whatever it is: `a done deal`.";
    spend Class::SPEND, Verb, "To spend: `buy/bought/bought`.";
    permits Class::PERMIT, Verb, "To let somebody do something: `authorize`.";
    secure Class::SECURE, Verb, "To get hold of something for somebody: `find/found/found`.";
    purses Class::PURSE, Plain, "What we would give, in a saying without a verb: `our money`.";
    remains Class::REMAIN, Verb, "To be left for somebody, as costs are: `remain`.";
    soon Class::SOON, Plain, "A time that is to come: `tomorrow`.";
    moves Class::MOVE, Verb, "Verbs for things that leave for somebody: `leave/left/left`.";
    packages Class::PACKAGE, Noun, "What holds money and goods: `grant`.";
    includes Class::INCLUDE, Verb, "To hold: `include`.";
    fulls Class::FULL, Plain, "All that something costs: `full funding`.";
    ours Class::OURS, Plain, "What says that a bill is for us to pay: `goes to us`.";
    wholes Class::WHOLE.with(Class::FUND), Verb, "Verbs that name what they pay: `foot the bill`.";
    free Class::FREE, Plain, "What costs nothing: `free`, `complimentary`.";
    each Class::EACH, Plain, "Words that leave nobody out: `every`, `all`.";
    own Class::OWN, Plain, "Words that say that it is the speaker's: `my`.";
    idioms Class::IDIOM, Plain, "Figures of speech that not everybody knows.";
    allow Class::ALLOWED, Plain, "Phrases that this handbook allows; a clause that holds one is not judged.";
}

impl Words {
    /// Lists taken as they are.
    pub(super) fn plain(&self) -> impl Iterator<Item = (Class, &[String])> {
        self.of(Kind::Plain)
    }

    /// Lists of nouns.
    pub(super) fn nouns(&self) -> impl Iterator<Item = (Class, &[String])> {
        self.of(Kind::Noun)
    }

    /// Lists of verbs.
    pub(super) fn verbs(&self) -> impl Iterator<Item = (Class, &[String])> {
        self.of(Kind::Verb)
    }

    fn of(&self, kind: Kind) -> impl Iterator<Item = (Class, &[String])> {
        self.lists().into_iter().filter(move |(of, ..)| *of == kind).map(|(_, class, list)| (class, list))
    }
}
