package resolve

import (
	"cmp"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/calendar"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// office is a title with the land or body it is of. Where the words of a title hold
// all ("spiritual leader of the Druze community of Israel") of is empty.
type office struct{ title, of string }

// holding is a person whom a report gives an office.
type holding struct {
	id, report string
	day        int    // number of the day of the report, 0 when it has none
	words      string // as the report has them
}

// tenure is all that reports say of one office, by report and by day, so that asking
// for its holder costs the same however many reports name one.
type tenure struct {
	byReport map[string][]holding
	byDay    map[int][]holding // of each person the first of a day; day 0 for reports without one
	people   []holding         // of each person the first
}

func (t *tenure) add(h holding) {
	t.byReport[h.report] = append(t.byReport[h.report], h)
	t.byDay[h.day] = withPerson(t.byDay[h.day], h)
	t.people = withPerson(t.people, h)
}

func withPerson(list []holding, h holding) []holding {
	if slices.ContainsFunc(list, func(o holding) bool { return o.id == h.id }) {
		return list
	}
	return append(list, h)
}

// around lists the holdings of the days around one.
func (t *tenure) around(day, reach int) []holding {
	var out []holding
	for d := max(1, day-reach); d <= day+reach; d++ {
		out = append(out, t.byDay[d]...)
	}
	return out
}

// mentionOf is one mention of one report.
type mentionOf struct {
	report string
	index  int
}

// readOffices notes which named person a report gives which office: in the title
// before the name, or in words that stand beside it ("Ana Nor, head of the Dam Board").
func (w *work) readOffices(d *document) {
	for m, mention := range d.claims.Mentions {
		if !mention.Named || mention.Kind != trucewatch.Person {
			continue
		}
		id := w.nameOf(d, m)
		if id == "" {
			continue
		}
		if mention.Title != "" {
			w.readTitle(d, m, id)
		}
		for _, span := range w.beside(d, m) {
			p := w.takeSpan(d, mention.Sentence, span)
			if class, _ := w.rules.class(p.lemma, p.words); class == "office" {
				for _, key := range w.keysOf(d, mention.Sentence, span, p) {
					w.hold(d, key, id, p.text)
				}
			}
		}
	}
}

// readTitle notes the office in the title before a name, where its land is known.
func (w *work) readTitle(d *document, m int, id string) {
	mention := d.claims.Mentions[m]
	if l := w.landBefore(d, m); l != nil {
		title := w.rules.usualOffice(w.stripLands(mention.Title))
		w.actor(l.id, l.name, trucewatch.StateKind, "", l.name)
		w.hold(d, office{title, l.id}, id, mention.Title)
		return
	}
	words := strings.Fields(mention.Title)
	if c := w.clusters.of(trucewatch.Organization, words[0]); c != nil && len(words) > 1 {
		w.hold(d, office{w.rules.usualOffice(strings.Join(words[1:], " ")), c.id}, id, mention.Title)
	}
}

func (w *work) hold(d *document, key office, id, words string) {
	if key.title == "" {
		return
	}
	r := d.reading.Report
	t := w.offices[key]
	if t == nil {
		t = &tenure{byReport: map[string][]holding{}, byDay: map[int][]holding{}}
		w.offices[key] = t
	}
	t.add(holding{id, r.ID, calendar.Number(r.Published.Date), words})
}

// beside returns the stretches of text that stand in apposition to a name, with
// nothing but a comma, a dash or a bracket between.
func (w *work) beside(d *document, m int) []trucewatch.Span {
	mention := d.claims.Mentions[m]
	text, tokens := d.reading.Report.Text, d.reading.Sentences[mention.Sentence].Words()
	if mention.Head < 0 || mention.Head >= len(tokens) {
		return nil
	}
	var out []trucewatch.Span
	for t, tok := range tokens {
		if tok.Head != mention.Head || !strings.HasPrefix(tok.Rel, "appos") || tok.Start < mention.End {
			continue
		}
		span := withoutClause(tokens, t)
		if span.Start >= mention.End && joint(text[mention.End:span.Start]) {
			out = append(out, cut(text, span, tok.Span))
		}
	}
	if tok := tokens[mention.Head]; strings.HasPrefix(tok.Rel, "appos") && tok.Head >= 0 {
		top := tokens[tok.Head]
		span := subtree(tokens, tok.Head)
		span.End = min(span.End, mention.Start)
		if span.Contains(top.Span) {
			span = cut(text, after(tokens, span, top.Span), top.Span)
			if joint(text[span.End:mention.Start]) {
				out = append(out, span)
			}
		}
	}
	return out
}

// joint reports whether a gap holds nothing but what may part an apposition.
func joint(gap string) bool {
	switch strings.TrimSpace(gap) {
	case "", ",", "(", "–", "—", "-":
		return true
	}
	return false
}

// after lets a stretch begin behind the last preposition before its head.
func after(tokens []trucewatch.Token, span, head trucewatch.Span) trucewatch.Span {
	for i, tok := range tokens {
		if span.Contains(tok.Span) && tok.End < head.Start && tok.UPOS == "ADP" && i+1 < len(tokens) {
			span.Start = tokens[i+1].Start
		}
	}
	return span
}

// cut ends a stretch at the first comma or bracket behind its head.
func cut(text string, span, head trucewatch.Span) trucewatch.Span {
	if i := strings.IndexAny(text[head.End:span.End], ",;:()[]–—"); i >= 0 {
		span.End = head.End + i
	}
	span.End -= len(span.Of(text)) - len(strings.TrimRight(span.Of(text), " -"))
	return span
}

// subtree returns the stretch that a token and all below it cover.
func subtree(tokens []trucewatch.Token, top int) trucewatch.Span {
	span := tokens[top].Span
	for t := range tokens {
		for at, steps := t, 0; at >= 0 && steps <= len(tokens); at, steps = tokens[at].Head, steps+1 {
			if at == top {
				span.Start, span.End = min(span.Start, tokens[t].Start), max(span.End, tokens[t].End)
				break
			}
		}
	}
	return span
}

// withoutClause returns the stretch of a noun and all below it, up to a clause behind it:
// "the Ruritanian minister" of "the Ruritanian minister who left".
func withoutClause(tokens []trucewatch.Token, top int) trucewatch.Span {
	span := subtree(tokens, top)
	for t, tok := range tokens {
		if tok.Head == top && strings.HasPrefix(tok.Rel, "acl") && tok.Start > tokens[top].End {
			span.End = min(span.End, subtree(tokens, t).Start)
		}
	}
	return span
}

// keysOf lists the offices that words name: of each land or body in them, else as
// they stand.
func (w *work) keysOf(d *document, sentence int, span trucewatch.Span, p phrase) []office {
	var out []office
	if len(p.peoples) == 0 { // the head of a community holds no office of its land
		for _, l := range p.lands {
			if title := w.officeIn(p, l); !strings.HasSuffix(title, " to") { // an envoy to a land is none of it
				out = append(out, office{title, l.id})
			}
		}
	}
	words := withoutDeterminers(p.words)
	for _, n := range d.names[sentence] {
		other := d.claims.Mentions[n]
		if !span.Contains(other.Span) || other.Kind != trucewatch.Organization {
			continue
		}
		if id := w.nameOf(d, n); id != "" {
			title := without(words, strings.Fields(translit.Fold(other.Of(d.reading.Report.Text))))
			out = append(out, office{w.rules.usualOffice(strings.Join(title, " ")), id})
		}
	}
	if len(words) > 1 && len(out) == 0 {
		out = append(out, office{w.inAnyOrder(words), ""})
	}
	return out
}

// inAnyOrder writes the words of a title in order of the alphabet, a land for its
// people, so that "Israel's Druze leader" and "leader of the Israeli Druze" are one.
func (w *work) inAnyOrder(words []string) string {
	out := without(words, []string{"community"})
	for i, word := range out {
		if l := w.rules.lands.named(word, false); l != nil {
			out[i] = l.id
		}
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// without leaves out some words, and those that only bind others together.
func without(words, drop []string) []string {
	var out []string
	for _, word := range words {
		if !slices.Contains(drop, word) && word != "s" && word != "of" && word != "the" && word != "for" {
			out = append(out, word)
		}
	}
	return out
}

func (w *work) stripLands(title string) string {
	var out []string
	for word := range strings.FieldsSeq(title) {
		if w.rules.lands.named(word, false) == nil {
			out = append(out, word)
		}
	}
	return strings.Join(out, " ")
}

// landReach is how many bytes before a titled name its land may stand:
// "Israel's Strategic Affairs Minister, Ron Dermer".
const landReach = 60

// landBefore finds the land of a titled name: in the title itself, or the last
// land before it in the same sentence with nothing but title words between.
func (w *work) landBefore(d *document, m int) *land {
	mention := d.claims.Mentions[m]
	for word := range strings.FieldsSeq(mention.Title) {
		if l := w.rules.lands.named(word, false); l != nil {
			return l
		}
	}
	var found *land
	for _, n := range d.names[mention.Sentence] {
		other := d.claims.Mentions[n]
		if other.End > mention.Start || mention.Start-other.End > landReach {
			continue
		}
		between := translit.Fold(d.reading.Report.Text[other.End:mention.Start])
		title := translit.Fold(mention.Title)
		if l := w.rules.lands.named(other.Of(d.reading.Report.Text), true); l != nil && strings.TrimPrefix(between, "s ") == title {
			found = l
		}
	}
	return found
}

// The days between reports within which they speak of the same holder of an office.
const (
	sameDays = 7
	sameTerm = 60
)

// holder finds the named person whose office a description is: the same office of
// the same land or body, first in the report itself, then in reports of the same
// days, then in any near enough, if it is one person. It gives the words of the
// report that names the person.
func (w *work) holder(d *document, m int, p phrase) (id, words string) {
	if class, _ := w.rules.class(p.lemma, p.words); class != "office" && class != "side" || class == "office" && p.plural {
		return "", "" // "supporters of the president" are not the president
	}
	mention := d.claims.Mentions[m]
	today := calendar.Number(d.reading.Report.Published.Date)
	for _, key := range w.keysOf(d, mention.Sentence, mention.Span, p) {
		held := w.offices[key]
		if held == nil {
			continue
		}
		lists := [][]holding{held.byReport[d.reading.Report.ID], held.people}
		if today > 0 {
			lists = [][]holding{lists[0], held.around(today, sameDays), append(held.around(today, sameTerm), held.byDay[0]...)}
		}
		for _, list := range lists {
			if id, words := onePerson(list); id != "" {
				return id, words
			}
		}
	}
	return "", ""
}

// officeIn returns the office that the words of a description name, without the
// land and determiners; an office with "former" or "deputy" is another office.
func (w *work) officeIn(p phrase, l *land) string {
	var words []string
	for _, word := range withoutDeterminers(p.words) {
		if w.rules.lands.named(word, true) != l && word != "s" && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	return w.rules.usualOffice(strings.Join(words, " "))
}

// onePerson returns the holder among some holdings if it is one person, with the
// words of the first of them.
func onePerson(held []holding) (id, words string) {
	for _, h := range held {
		switch {
		case id == "":
			id, words = h.id, h.words
		case h.id != id:
			return "", ""
		}
	}
	return id, words
}

func (w *work) addRoles() {
	keys := make([]office, 0, len(w.offices))
	for k := range w.offices {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b office) int {
		return cmp.Or(cmp.Compare(a.title, b.title), cmp.Compare(a.of, b.of))
	})
	for _, k := range keys {
		title := k.title
		if k.of == "" {
			title = strings.Join(withoutDeterminers(strings.Fields(w.offices[k].people[0].words)), " ")
		}
		reports := map[string]map[string]bool{}
		for report, held := range w.offices[k].byReport {
			for _, h := range held {
				if reports[h.id] == nil {
					reports[h.id] = map[string]bool{}
				}
				reports[h.id][report] = true
			}
		}
		for id, in := range reports {
			if a := w.actors[id]; a != nil {
				a.Roles = append(a.Roles, trucewatch.Role{Title: title, Of: k.of, Reports: keysOf(in)})
			}
		}
	}
}
