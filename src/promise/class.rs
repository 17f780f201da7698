//! What a word can do in a sentence, as far as promises are concerned.

/// Some of the classes below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Class(u128);

macro_rules! classes {
    ($($name:ident $bit:literal $says:literal)*) => {
        impl Class {
            $(#[doc = $says] pub(super) const $name: Self = Self(1 << $bit);)*
        }
    };
}

classes! {
    WE 0 "Speaks for the programme: we, Mozilla."
    ROLE 1 "Acts for the programme: a Rep, the council."
    READER 2 "Is spoken to: you, your event."
    RECEIVER 3 "Would get something: attendees, speakers."
    OTHER 4 "Makes promises that are not ours."
    MONEY 5 "Money."
    GOODS 6 "Goods."
    COST 7 "Something that costs money: travel, a room."
    PAPER 8 "Is words and not things: a form, an answer."
    ASK 9 "A request."
    FUND 10 "To give money to."
    GIVE 11 "To give, get or pay for something."
    GRANT 12 "To say yes to."
    HELP 13 "To help with something."
    GET 14 "To receive."
    BASE 15 "A verb as in `will send`."
    THIRD 16 "A verb as in `sends`."
    ING 17 "A verb as in `sending`."
    PAST 18 "A verb as in `gave`."
    PART 19 "A verb as in `given`."
    WILL 20 "Speaks of what will be."
    CAN 21 "Speaks of what can be."
    SOFT 22 "Speaks of what may be, or should."
    BE 23 "To be."
    HAVE 24 "To have."
    FILLER 25 "May stand anywhere between the others."
    HABIT 26 "Says that something is a custom."
    PASTS 27 "Says that something is over."
    DEFINITE 28 "Points at certain things: the, your, all."
    YOURS 29 "Says that it is the reader's."
    EVERYTHING 30 "All that the reader hopes for."
    PRONOUN 31 "Stands for what was spoken of before."
    STATE 32 "Says that something is settled."
    STATUS 33 "Says how a request stands."
    SURE 34 "A saying that promises."
    CALM 35 "A saying that promises beside money or goods."
    NOT 36 "Negates."
    NEUTRAL 37 "Looks like a negation and is none."
    HEDGE 38 "What follows is thought, asked or said, and not promised."
    IF 39 "Begins a condition."
    WHEN 40 "Begins a time, which is a condition when it waits for a decision."
    DECISION 41 "Speaks of a decision."
    UPON 42 "A condition of one word: after approval."
    REFUSE 43 "To refuse."
    BUT 44 "Begins a new thought."
    SO 45 "Begins a thought that follows."
    AND 46 "Joins."
    RELATIVE 47 "Begins words about the word before."
    PREPOSITION 48 "Leads another thing in."
    TO 49 "Leads a verb or a receiver in."
    HARMLESS 50 "Means something else."
    DUE 51 "Has a right to something."
    NUMBER 52 "A number."
    ALLOWED 53 "A saying that the handbook allows."
    WE_VERB 54 "A verb that has `we` in its form."
    OF 55 "Of."
    BY 56 "By."
    DEEM 57 "To see as settled: consider."
    VOW 58 "To give one's word."
    ARRIVE 59 "To come."
    IDIOM 61 "A figure of speech."
    EACH 62 "Leaves nobody out: every, all."
    OWN 63 "Says that it is the speaker's: my."
    MINE 60 "Says that it is somebody else's: my, his."
    NEVER 64 "Negates for every case: never, nobody."
    ALWAYS 65 "Leaves no case out: always, automatically."
    YES 66 "Answers a question: yes, sure."
    ENTRUST 67 "Hands something over to us: leave it to us."
    GIFT 68 "What somebody gives: a gift, a contribution."
    ASKER 69 "Asks, in a question: I, we."
    FREE 70 "Costs nothing."
    DENY 71 "To say no to a request."
    LEFT 72 "To end up without something: to go home, to be left."
    AMOUNT 73 "So much of something: a box, a sum."
    THERE 74 "Says that something is there."
    PROVIDE 76 "To give as a matter of course: provide."
    CHARGE 75 "Money that somebody asks for: a fee, a bill."
    SOON 77 "A time that is to come: tomorrow."
    MOVE 78 "To leave for somebody: the parcel goes out."
    PACKAGE 79 "What holds money and goods: a grant."
    INCLUDE 80 "To hold."
    FULL 81 "All that something costs: full funding."
    OURS 82 "Says that a bill is for us to pay: goes to us."
    FIRM 84 "Says that something is settled, whatever it is."
    SPEND 85 "To spend: buy, order."
    PERMIT 86 "To let somebody do something."
    SECURE 87 "To get hold of something for somebody."
    PURSE 88 "What we would give: our money."
    REMAIN 89 "To be left for somebody: a cost remains."
    WHOLE 83 "A verb that names what it pays: foot the bill."
}

impl Class {
    /// Money, goods, or what costs money.
    pub(super) const RESOURCE: Self = Self(Self::MONEY.0 | Self::GOODS.0 | Self::COST.0);
    /// All verbs that promise something when we do them.
    pub(super) const COMMIT: Self = Self(Self::FUND.0 | Self::GIVE.0 | Self::GRANT.0 | Self::HELP.0);
    /// The forms of verbs.
    pub(super) const FORMS: Self = Self(Self::BASE.0 | Self::THIRD.0 | Self::ING.0 | Self::PAST.0 | Self::PART.0);
    /// Whoever can be the subject of a sentence.
    pub(super) const PERSON: Self = Self(Self::WE.0 | Self::ROLE.0 | Self::READER.0 | Self::RECEIVER.0 | Self::OTHER.0);

    /// What every promise has at least one of, in the sentence itself: a sentence without any is not looked at further. A
    /// new way to promise names its own here.
    pub(super) const TELLING: Self = Self::COMMIT
        .with(Self::GET)
        .with(Self::HAVE)
        .with(Self::ARRIVE)
        .with(Self::STATE)
        .with(Self::STATUS)
        .with(Self::DUE)
        .with(Self::SURE)
        .with(Self::CALM)
        .with(Self::DENY)
        .with(Self::LEFT)
        .with(Self::ENTRUST)
        .with(Self::FREE)
        .with(Self::EACH)
        .with(Self::THERE)
        .with(Self::GIFT)
        .with(Self::YES)
        .with(Self::MOVE)
        .with(Self::INCLUDE)
        .with(Self::FULL)
        .with(Self::OURS)
        .with(Self::PERMIT)
        .with(Self::REMAIN)
        .with(Self::PURSE)
        .with(Self::SOON);

    /// Those of both.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that both have.
    pub(super) const fn common(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those that the other one has not.
    pub(super) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Is at least one of these among them?
    pub(super) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// Is there none?
    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}
