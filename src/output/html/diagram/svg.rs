//! A drawing as SVG: classes only, for the theme has the colours, and nothing in it that runs or leads away.

use crate::output::html::diagram::place::Drawing;
use crate::output::html::diagram::place::Figure;
use crate::output::html::diagram::place::LINE;
use crate::output::html::diagram::place::Route;
use crate::output::html::diagram::place::Words;
use crate::output::html::diagram::plan::Step;
use crate::output::html::diagram::plan::Way;
use crate::output::html::diagram::sheet::Sheet;
use crate::output::html::write::Html;
use crate::policy::Target;

/// How round the corners of lines are.
const ROUND: u32 = 8;

struct Pen<'a> {
    html: Html,
    sheet: &'a Sheet<'a>,
    /// The width, if everything is to be mirrored.
    mirror: Option<u32>,
}

/// Writes a drawing.
pub(super) fn write(sheet: &Sheet<'_>, drawing: &Drawing, steps: &[Step], title: &str, id: &str) -> String {
    let mirror = sheet.labels.right_to_left.then_some(drawing.width);
    let mut pen = Pen { html: Html::with_capacity(1 << 14), sheet, mirror };
    pen.open(drawing, title, id);
    let ways = steps.iter().flat_map(|step| step.ways.iter().map(move |way| (step.node, way)));
    for ((node, way), route) in ways.zip(&drawing.routes) {
        pen.way(node, way, route);
    }
    for figure in &drawing.boxes {
        pen.figure(figure);
    }
    pen.html.markup("</svg>");
    pen.html.finish()
}

impl Pen<'_> {
    fn open(&mut self, drawing: &Drawing, title: &str, id: &str) {
        let (title_id, about) = (format!("{id}-title"), format!("{id}-about"));
        self.html.markup("<svg class=\"drawing\" role=\"img\"");
        self.html.attribute("aria-labelledby", &format!("{title_id} {about}"));
        self.html.measure("width", drawing.width);
        self.html.measure("height", drawing.height);
        self.html.attribute("viewBox", &format!("0 0 {} {}", drawing.width, drawing.height));
        self.html.attribute("direction", if self.mirror.is_some() { "rtl" } else { "ltr" });
        self.html.markup("><title");
        self.html.attribute("id", &title_id);
        self.html.markup(">");
        self.html.text(title);
        self.html.markup("</title><desc");
        self.html.attribute("id", &about);
        self.html.markup(">");
        let is_outcome = |figure: &&Figure| matches!(figure.what, Target::End(_));
        let outcomes = drawing.boxes.iter().filter(is_outcome).count();
        let asked = drawing.boxes.iter().filter(|figure| !figure.is_elsewhere).count() - outcomes;
        let values = [("questions", &*asked.to_string()), ("outcomes", &*outcomes.to_string())];
        self.html.text(&self.sheet.labels.filled("diagram-about", &values));
        self.html.markup("</desc>\n");
    }

    /// A way with its ends as data, so that it can be compared with what the list and the data say.
    fn way(&mut self, node: usize, way: &Way, route: &Route) {
        let question = &self.sheet.guide.questions[self.sheet.tree.nodes[node].question];
        let mut answers: Vec<&str> = way.answers.iter().map(|answer| &*question.answers[*answer].id).collect();
        answers.extend(way.not_sure.then_some("not-sure"));
        self.html.markup(if way.is_unsure() { "<g class=\"way unsure\"" } else { "<g class=\"way\"" });
        self.html.attribute("data-from", &self.name(Target::Ask(node)));
        self.html.attribute("data-to", &self.name(way.to));
        self.html.attribute("data-answers", &answers.join(" "));
        self.html.markup("><path d=\"");
        self.line(&route.points);
        self.html.markup("\"/>");
        if let ([.., before, end], true) = (&route.points[..], route.has_tip) {
            self.tip(*before, *end);
        }
        for mark in &route.marks {
            self.html.markup("<circle r=\"2.5\"");
            self.html.measure("cx", self.x(mark.0));
            self.html.measure("cy", mark.1);
            self.html.markup("/>");
        }
        self.words("<text", &route.label);
        self.words("<text class=\"not-sure\"", &route.not_sure);
        self.html.markup("</g>\n");
    }

    /// The name of a place, as the list and the data have it.
    fn name(&self, place: Target) -> String {
        match place {
            Target::Ask(node) => self.sheet.tree.nodes[node].name.to_string(),
            Target::End(outcome) => format!("outcome/{}", self.sheet.guide.outcomes[outcome].id),
        }
    }

    fn figure(&mut self, figure: &Figure) {
        self.html.markup("<g class=\"");
        match figure.what {
            Target::Ask(_) => self.html.markup(if figure.is_elsewhere { "elsewhere" } else { "question" }),
            Target::End(outcome) => {
                self.html.markup("outcome kind-");
                self.html.value(self.sheet.guide.shown(outcome).0.id());
            }
        }
        self.html.markup("\"><rect");
        let left = self.mirror.map_or(figure.x, |width| width - figure.x - figure.width);
        self.html.measure("x", left);
        self.html.measure("y", figure.y);
        self.html.measure("width", figure.width);
        self.html.measure("height", figure.height);
        self.html.markup(if matches!(figure.what, Target::Ask(_)) { " rx=\"12\"/>" } else { "/>" });
        self.words("<text class=\"kind\"", &figure.heading);
        self.words("<text", &figure.words);
        self.html.markup("</g>\n");
    }

    fn words(&mut self, open: &'static str, words: &Words) {
        if words.lines.is_empty() {
            return;
        }
        self.html.markup(open);
        self.html.markup(">");
        let mut y = words.y;
        for line in &words.lines {
            self.html.markup("<tspan");
            self.html.measure("x", self.x(words.x));
            self.html.measure("y", y);
            self.html.markup(">");
            self.html.text(line);
            self.html.markup("</tspan>\n");
            y += LINE;
        }
        self.html.markup("</text>");
    }

    /// A line through points, with round corners.
    fn line(&mut self, points: &[(u32, u32)]) {
        let Some(first) = points.first() else { return };
        self.point("M", *first);
        for three in points.windows(3) {
            let &[before, corner, after] = three else { continue };
            self.point("L", near(corner, before));
            self.point("Q", corner);
            self.point(" ", near(corner, after));
        }
        if let [.., last] = points {
            self.point("L", *last);
        }
    }

    fn point(&mut self, how: &'static str, (x, y): (u32, u32)) {
        self.html.markup(how);
        self.html.number(self.x(x));
        self.html.markup(" ");
        self.html.number(y);
    }

    /// The tip of an arrow at the end of a line.
    fn tip(&mut self, before: (u32, u32), end: (u32, u32)) {
        let (x, y) = end;
        let (one, other) = match () {
            () if before.0 == x => ((x - 5, y - 9), (x + 5, y - 9)),
            () if before.0 < x => ((x - 9, y - 5), (x - 9, y + 5)),
            () => ((x + 9, y - 5), (x + 9, y + 5)),
        };
        self.html.markup("<path class=\"tip\" d=\"");
        self.point("M", end);
        self.point("L", one);
        self.point("L", other);
        self.html.markup("Z\"/>");
    }

    fn x(&self, x: u32) -> u32 {
        self.mirror.map_or(x, |width| width - x)
    }
}

/// A point on the way from a corner to another point, as far from the corner as its rounding goes.
fn near(corner: (u32, u32), to: (u32, u32)) -> (u32, u32) {
    let step = |from: u32, to: u32| {
        let far = ROUND.min(from.abs_diff(to) / 2);
        if from < to { from + far } else { from - far }
    };
    (step(corner.0, to.0), step(corner.1, to.1))
}
