//! Where everything stands: boxes, labels and lines with their coordinates, read from left to right.

use crate::output::html::diagram::lanes;
use crate::output::html::diagram::plan::Goes;
use crate::output::html::diagram::plan::Step;
use crate::output::html::diagram::plan::Way;
use crate::output::html::diagram::sheet::Sheet;
use crate::output::html::diagram::text;
use crate::policy::Target;

use std::collections::BTreeMap;

/// The height of a line of words.
pub(super) const LINE: u32 = 20;
/// The width of the column.
const COLUMN: u32 = 288;
/// Where the rail stands, where labels and the boxes below them begin.
const RAIL: u32 = 20;
const HANG: u32 = 42;
/// Around the words of a box.
const PAD: u32 = 12;
/// Around the drawing, so that no line is cut.
const EDGE: u32 = 3;
/// Between the column and the first lane, and between lanes.
const GUTTER: u32 = 14;
const LANE: u32 = 10;
/// Between things that belong together, and between others.
const NEAR: u32 = 6;
const FAR: u32 = 16;
/// How many answers and lines a label has at most. The list beside the diagram has all words.
const ANSWERS: usize = 10;
const LINES: usize = 3;

/// A drawing.
pub(super) struct Drawing {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) boxes: Vec<Figure>,
    /// In the order of the ways in the steps.
    pub(super) routes: Vec<Route>,
}

/// A box.
pub(super) struct Figure {
    pub(super) what: Target,
    /// Is it only a pointer to another part?
    pub(super) is_elsewhere: bool,
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) heading: Words,
    pub(super) words: Words,
}

/// Lines of words from a point on; the height of the point is that of the first line's foot.
pub(super) struct Words {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) lines: Vec<String>,
}

/// The line of a way, with its label.
pub(super) struct Route {
    /// Its corners.
    pub(super) points: Vec<(u32, u32)>,
    /// Does it end at its box, not on the lane of another way?
    pub(super) has_tip: bool,
    /// The marks before the answers, if there are several.
    pub(super) marks: Vec<(u32, u32)>,
    pub(super) label: Words,
    pub(super) not_sure: Words,
}

/// A way that waits for its lane.
struct Waiting {
    route: usize,
    to: Target,
    is_unsure: bool,
}

struct Desk<'a> {
    sheet: &'a Sheet<'a>,
    part: usize,
    y: u32,
    boxes: Vec<Figure>,
    routes: Vec<Route>,
    waiting: Vec<Waiting>,
    at: BTreeMap<Target, usize>,
}

/// Gives everything in a plan its place.
pub(super) fn place(sheet: &Sheet<'_>, steps: &[Step]) -> Drawing {
    let part = steps.first().map_or(0, |step| sheet.parts.of[step.node]);
    let (boxes, routes, waiting) = (Vec::new(), Vec::new(), Vec::new());
    let mut desk = Desk { sheet, part, y: EDGE, boxes, routes, waiting, at: BTreeMap::new() };
    for step in steps {
        desk.step(step);
    }
    let width = desk.lanes();
    Drawing { width: width + EDGE, height: desk.y, boxes: desk.boxes, routes: desk.routes }
}

impl Desk<'_> {
    fn step(&mut self, step: &Step) {
        let from = self.figure(Target::Ask(step.node), EDGE);
        for way in &step.ways {
            self.y += NEAR;
            let (marks, label, not_sure) = self.label(step, way);
            let mut points = vec![(RAIL, from)];
            match way.goes {
                Goes::Down => {
                    self.y += FAR;
                    points.push((RAIL, self.y));
                }
                Goes::Here => {
                    let top = self.y + NEAR;
                    self.y = top;
                    let bottom = self.figure(way.to, HANG);
                    points.extend([(RAIL, (top + bottom) / 2), (HANG, (top + bottom) / 2)]);
                    self.y = bottom + NEAR;
                }
                Goes::Aside => {
                    self.y += NEAR;
                    points.push((RAIL, self.y));
                    self.waiting.push(Waiting { route: self.routes.len(), to: way.to, is_unsure: way.is_unsure() });
                    self.y += NEAR;
                }
            }
            self.routes.push(Route { points, has_tip: way.goes != Goes::Aside, marks, label, not_sure });
        }
        if step.ways.last().is_none_or(|way| way.goes != Goes::Down) {
            self.y += FAR;
        }
    }

    /// Draws a box from the current height on, and says where it ends.
    fn figure(&mut self, what: Target, x: u32) -> u32 {
        let says = self.sheet.says(what, self.part);
        let (width, y) = (COLUMN - x, self.y);
        let inner = width - 2 * PAD;
        // Bold letters are wider.
        let bold = inner * 12 / 13;
        let heading = text::wrap(&says.heading, bold, LINES);
        let is_bold = matches!(what, Target::Ask(_));
        let words = text::wrap(&says.words, if is_bold { bold } else { inner }, LINES + 1);
        let lines = (heading.len() + words.len()) as u32;
        let height = lines * LINE + 2 * PAD - NEAR;
        let foot = y + PAD - NEAR / 2 + LINE * 3 / 4;
        let heading = Words { x: x + PAD, y: foot, lines: heading };
        let words = Words { x: x + PAD, y: foot + heading.lines.len() as u32 * LINE, lines: words };
        self.at.insert(what, self.boxes.len());
        let is_elsewhere = matches!(what, Target::Ask(node) if self.sheet.parts.of[node] != self.part);
        self.boxes.push(Figure { what, is_elsewhere, x, y, width, height, heading, words });
        self.y = y + height;
        self.y
    }

    /// Writes the answers of a way: each begins a line.
    fn label(&mut self, step: &Step, way: &Way) -> (Vec<(u32, u32)>, Words, Words) {
        let question = &self.sheet.guide.questions[self.sheet.tree.nodes[step.node].question];
        let several = way.answers.len() + usize::from(way.not_sure) > 1;
        let x = HANG - NEAR + if several { 12 } else { 0 };
        let top = self.y + LINE * 3 / 4;
        let mut lines = Vec::new();
        let mut marks = Vec::new();
        let mut mark = |lines: usize| marks.push((HANG - NEAR + 3, top + lines as u32 * LINE - 5));
        for answer in way.answers.iter().take(ANSWERS) {
            mark(lines.len());
            let words = (self.sheet.labels.answer)(&question.answers[*answer]);
            lines.extend(text::wrap(&words, COLUMN - x - NEAR, LINES));
        }
        if way.answers.len() > ANSWERS {
            mark(lines.len());
            lines.push(format!("… +{}", way.answers.len() - ANSWERS));
        }
        let mut unsure = Vec::new();
        if way.not_sure {
            mark(lines.len());
            unsure = text::wrap(self.sheet.labels.word("diagram-not-sure"), COLUMN - x - NEAR, LINES);
        }
        let under = top + lines.len() as u32 * LINE;
        self.y += (lines.len() + unsure.len()) as u32 * LINE;
        if !several {
            marks.clear();
        }
        (marks, Words { x, y: top, lines }, Words { x, y: under, lines: unsure })
    }

    /// Leads the ways that wait to their boxes, and says how wide the drawing is.
    fn lanes(&mut self) -> u32 {
        let mut trunks: BTreeMap<(Target, bool), Vec<usize>> = BTreeMap::new();
        for waiting in &self.waiting {
            trunks.entry((waiting.to, waiting.is_unsure)).or_default().push(waiting.route);
        }
        let start = |routes: &Vec<usize>| self.routes[routes[0]].points.last().map_or(0, |(_, y)| *y);
        let entry = |(to, is_unsure): &(Target, bool)| {
            let figure = &self.boxes[self.at[to]];
            let both = trunks.contains_key(&(*to, !is_unsure));
            let shift = if both { 8 } else { 0 };
            figure.y + figure.height / 2 + if *is_unsure { shift } else { 0 } - if *is_unsure { 0 } else { shift }
        };
        let stretches: Vec<lanes::Stretch> = trunks.iter().map(|(key, routes)| (start(routes), entry(key))).collect();
        let numbers = lanes::lanes(&stretches);
        let lane = |number: usize| COLUMN + GUTTER + LANE * number as u32;
        for ((routes, number), (_, entry)) in trunks.values().zip(&numbers).zip(stretches) {
            let x = lane(*number);
            for (place, index) in routes.iter().enumerate() {
                let route = &mut self.routes[*index];
                let y = route.points.last().map_or(0, |(_, y)| *y);
                route.points.push((x, y));
                if place == 0 {
                    route.points.extend([(x, entry), (COLUMN, entry)]);
                    route.has_tip = true;
                } else {
                    route.points.push((x, y + LANE));
                }
            }
        }
        numbers.iter().max().map_or(COLUMN, |number| lane(*number))
    }
}
