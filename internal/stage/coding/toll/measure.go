package toll

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/trucewatch/trucewatch/internal/base/sieve"
)

// head is the token by which the quantity hangs in the tree: the counted noun, or
// the number itself.
func (l *line) head(q quantity) int {
	for k := q.number; k <= q.last; k++ {
		if h := l.t.Tokens[k].Head; h < q.first || h > q.last {
			if q.noun >= 0 && h == q.noun {
				return q.noun
			}
			if q.noun < 0 || l.t.Dominates(k, q.noun) {
				return k
			}
		}
	}
	if q.noun >= 0 {
		return q.noun
	}
	return q.number
}

// measure returns what the quantity counts and the words that tell it, or nil.
// The surest signs are tried first, each for every measure.
func (l *line) measure(q quantity) (m *measure, words string) {
	head := l.head(q)
	beside := sync.OnceValue(func() besides { return l.beside(q) })
	text := func(m *measure) string { return byText(m, beside) }
	word := func(step func(*measure, quantity, int) int) func(*measure) string {
		return func(m *measure) string {
			if at := step(m, q, head); at >= 0 {
				return l.t.Tokens[at].Form
			}
			return ""
		}
	}
	mixed := func(m *measure) string {
		if !m.mixed {
			return ""
		}
		return text(m)
	}
	steps := []func(*measure) string{mixed, word(l.byBefore), word(l.byState), word(l.byVerb), word(l.byAct), word(l.byToll)}
	if !q.article {
		steps = append(steps, text, word(l.byNoun), word(l.byContext))
	}
	for _, step := range steps {
		for i := range l.measures {
			if l.never(&l.measures[i], q) {
				continue
			}
			if words := step(&l.measures[i]); words != "" {
				return &l.measures[i], words
			}
		}
	}
	return nil, ""
}

// withoutAside returns the text behind a count, and that text without the aside set
// off by commas that it begins with: "1,400 people, many of them children, died".
func withoutAside(behind string) []string {
	out := []string{strings.TrimLeft(behind, " ,")}
	const longest = 60
	if rest, ok := strings.CutPrefix(strings.TrimLeft(behind, " "), ","); ok {
		if end := strings.IndexAny(rest, ",;:"); end > 0 && end < longest && rest[end] == ',' {
			out = append(out, strings.TrimLeft(rest[end:], " ,"))
		}
	}
	return out
}

// never reports whether the counted noun is one that the measure does not count:
// one person without a numeral is a count only of the killed and the wounded.
func (l *line) never(m *measure, q quantity) bool {
	if q.article && (m.name != "killed" && m.name != "wounded" || l.behindQuote(q) || l.describes(q)) {
		return true
	}
	if m.human && (q.noun < 0 && l.word(q.last+1) != "more" || !l.humanEnough(q)) {
		return true
	}
	return q.noun >= 0 && len(m.not) > 0 && l.oneOf(m.not, q.noun)
}

// behindQuote reports whether a quotation ends right before the quantity: what follows
// is the one who speaks.
func (l *line) behindQuote(q quantity) bool {
	k := q.first - 1
	if k >= 0 && l.word(k) == "," {
		k--
	}
	return k >= 0 && strings.ContainsAny(l.t.Tokens[k].Form, "\"”’")
}

// describes reports whether the quantity only says who somebody with a name is, and no
// clause of its own what became of them: "killed Omar Saleh, an elder of the clan".
func (l *line) describes(q quantity) bool {
	if q.noun < 0 || !l.t.Is(q.noun, "appos") || l.t.Child(q.noun, "acl") >= 0 {
		return false
	}
	return l.is(l.t.Tokens[q.noun].Head, "PROPN")
}

// besides is what stands in the sentence on either side of a quantity, and whether it
// may count people.
type besides struct {
	behind []passage // with and without the aside that it begins with
	ahead  passage
	people bool
}

// passage is some words as written and as the rules are sieved by.
type passage struct {
	words  string
	folded *sieve.Text
}

func (l *line) beside(q quantity) besides {
	sentence, span := l.draft.Sentence(l.s), l.span(q)
	before := l.draft.Text()[sentence.Start:span.Start]
	out := besides{ahead: passage{before, sieve.Fold(before)}, people: l.humanEnough(q)}
	for _, rest := range withoutAside(l.draft.Text()[span.End:sentence.End]) {
		out.behind = append(out.behind, passage{rest, sieve.Fold(rest)})
	}
	return out
}

// byText reads the words right behind the quantity or right before it, where the
// tree gives no sign.
func byText(m *measure, beside func() besides) string {
	if m.behind == nil && m.ahead == nil {
		return ""
	}
	at := beside()
	if m.behind != nil && at.people {
		for _, rest := range at.behind {
			if words := m.behind.Find(rest.words, rest.folded); words != "" {
				return words
			}
		}
	}
	if m.ahead != nil && at.people {
		return strings.TrimSpace(m.ahead.Find(at.ahead.words, at.ahead.folded))
	}
	return ""
}

// rising is how a count that was given before grows: "taking the total to".
var rising = regexp.MustCompile(`(?i)\b(?:taking|bringing|raising|pushing|lifting|brings|takes|raises) the (?:\S+ )?(?:total|tally|number|count|figure)(?: \S+){0,6}? to(?: (?:at least|more than|nearly|about|over))?\s*$`)

// included reads a part of a count before it, "including three children", "two of
// them women", and returns the words that tell so.
func (l *line) included(q quantity, last *measure) string {
	if last == nil || q.article || !slices.Contains([]string{"killed", "wounded", "missing", "detained", "displaced", "troops"}, last.name) {
		return ""
	}
	if words := rising.FindString(l.draft.Text()[l.draft.Sentence(l.s).Start:l.span(q).Start]); words != "" && q.noun < 0 {
		return strings.TrimSpace(words)
	}
	if words := l.ofThose(q); words != "" {
		return words
	}
	if q.noun >= 0 && !l.humanEnough(q) {
		return ""
	}
	const reach = 12
	for k := q.first - 1; k >= 0 && k >= q.first-reach; k-- {
		switch {
		case l.word(k) == "including" || l.word(k) == "among" || l.word(k) == "plus":
			return l.text(k, k)
		case l.is(k, "VERB", "AUX"):
			return ""
		}
	}
	return ""
}

// ofThose returns the words right behind the quantity that make it a part of a count
// before it, or one more of the same, or "".
func (l *line) ofThose(q quantity) string {
	switch next := l.word(q.last + 1); {
	case next == "of" && slices.Contains([]string{"them", "whom", "those", "which"}, l.word(q.last+2)):
		return l.text(q.last+1, q.last+2)
	case slices.Contains([]string{"seriously", "critically", "severely", "gravely"}, next):
		return l.text(q.last+1, q.last+1)
	case q.noun < 0 && (next == "more" || next == "others") && (l.word(q.first-1) == "and" || l.word(q.first-1) == ","):
		return l.text(q.last+1, q.last+1) // "nine were shot near the well and four more near the mill"
	}
	return ""
}

// oneOf reports whether token i is one of the words, by lemma or form.
func (l *line) oneOf(words []string, i int) bool {
	if i < 0 || i >= len(l.lower) {
		return false
	}
	return slices.Contains(words, l.lemma[i]) || slices.Contains(words, l.lower[i]) || slices.Contains(words, strings.TrimSuffix(l.lower[i], "s"))
}

// byState reads "12 dead", "30 wounded soldiers", "12 people killed in the raid",
// "left 12 people dead".
func (l *line) byState(m *measure, q quantity, head int) int {
	if !l.humanEnough(q) {
		return -1
	}
	end := max(q.noun, q.last) + 1
	for k := q.last + 1; k <= end && k < len(l.lower); k++ {
		if slices.Contains(m.states, l.lower[k]) && !l.t.Is(k, "nmod:poss") && (k == end || l.is(k, "ADJ") || l.t.Tokens[k].XPOS == "VBN" || k == q.noun && l.is(k, "NOUN")) {
			return k
		}
	}
	for _, c := range l.t.Children(head) {
		if l.t.Is(c, "acl", "amod") && slices.Contains(m.states, l.lower[c]) {
			return c
		}
	}
	return l.predicate(m, head)
}

// predicate reads "12 are dead", "left 12 people wounded", "12 were shot dead".
func (l *line) predicate(m *measure, head int) int {
	v := l.t.Tokens[head].Head
	if v < 0 || !l.t.Is(head, "obj", "nsubj", "nsubj:pass") {
		return -1
	}
	if slices.Contains(m.states, l.lower[v]) && !l.t.Is(head, "obj") {
		return v
	}
	resulting := slices.Contains([]string{"leave", "report", "go"}, l.lemma[v])
	for _, c := range l.t.All(v, "xcomp", "ccomp", "advcl", "conj", "advmod", "obl") {
		if slices.Contains(m.states, l.lower[c]) && (resulting || l.t.Is(c, "xcomp", "advmod", "obl")) && l.t.Child(c, "nsubj", "obj") < 0 {
			return c
		}
	}
	return -1
}

// byBefore reads a verb or participle right before the number, whatever the tree
// makes of it: "killed 12 and wounded about 30".
func (l *line) byBefore(m *measure, q quantity, _ int) int {
	k := q.first - 1
	if k < 0 || !l.humanEnough(q) || l.is(k, "NOUN") || !strings.HasSuffix(l.lower[k], "ed") && !strings.HasSuffix(l.lower[k], "ing") {
		return -1
	}
	if slices.Contains(m.verbs, l.lemma[k]) || slices.Contains(m.states, l.lower[k]) && (l.word(k-1) == "and" || l.word(k-1) == ",") {
		return k
	}
	return -1
}

// byVerb reads "killed 12", "12 were killed", "12 died", through coordination.
func (l *line) byVerb(m *measure, q quantity, head int) int {
	if !l.humanEnough(q) {
		return -1
	}
	h := l.first(head)
	v := l.t.Tokens[h].Head
	if v < 0 {
		return -1
	}
	if slices.Contains(m.verbs, l.lemma[v]) && l.verb(v) {
		if l.t.Is(h, "obj", "nsubj:pass") || l.t.Is(h, "nsubj") && l.t.Tokens[v].XPOS == "VBN" || l.t.Is(h, "obl") && l.t.Case(h) == "" && h > v {
			return v
		}
	}
	if slices.Contains(m.subjects, l.lemma[v]) && m.counts(q) && l.t.Is(h, "nsubj", "nsubj:pass") {
		return v
	}
	return -1
}

// first climbs from a noun to the first of those it is coordinated with, or that
// it is a part of: in "12 men, including three officers" from officers to men.
func (l *line) first(h int) int {
	for range 4 {
		part := l.t.Is(h, "conj", "appos") || l.t.Is(h, "nmod") && l.t.Case(h) == "including"
		up := l.t.Tokens[h].Head
		if !part || up < 0 || l.verb(up) {
			return h
		}
		h = up
	}
	return h
}

func (l *line) verb(i int) bool {
	return l.is(i, "VERB") || strings.HasPrefix(l.t.Tokens[i].XPOS, "VB")
}

// humanEnough reports whether what is counted can be people: without a noun, by
// its noun, or by a name for people.
func (l *line) humanEnough(q quantity) bool {
	if q.noun < 0 {
		return true
	}
	if l.people[strings.TrimSuffix(l.lower[q.noun], "s")] || l.is(q.noun, "PROPN") {
		return true
	}
	if l.people[l.lemma[q.noun]] || l.people[l.lower[q.noun]] || l.draft.Named(l.s, q.noun) >= 0 {
		return true
	}
	for _, suffix := range []string{"er", "ers", "ist", "ists", "man", "men", "women", "ian", "ians", "ant", "ants", "ors"} {
		if strings.HasSuffix(l.lower[q.noun], suffix) {
			return true
		}
	}
	return false
}

// byAct reads "the deaths of 12 people" and "the arrest of 20".
func (l *line) byAct(m *measure, q quantity, head int) int {
	if of := l.word(q.first - 1); of == "of" && q.first >= 2 && slices.Contains(m.acts, l.lemma[q.first-2]) && l.humanEnough(q) {
		return q.first - 2
	}
	if slices.Contains(m.acts, l.lemmaAt(q.first-1)) && l.is(q.first-1, "NOUN") && l.people[l.lemmaAt(q.noun)] {
		return q.first - 1 // "the death four members": the preposition left out
	}
	if !q.article { // "the murder of Omar Saleh, a leader" counts nobody
		head = l.first(head)
	}
	h := l.t.Tokens[head].Head
	if h >= 0 && h < q.first && l.t.Is(head, "nmod") && l.t.Case(head) == "of" && slices.Contains(m.acts, l.lemma[h]) && l.humanEnough(q) {
		return h
	}
	return -1
}

// byToll reads "death toll of 40", "the toll rose to 40", "death toll at least 40".
func (l *line) byToll(m *measure, q quantity, _ int) int {
	if q.noun >= 0 && !l.people[l.lemma[q.noun]] || len(m.before) == 0 || l.word(q.first-1) == "from" {
		return -1
	}
	const reach = 10
	for k := q.first - 1; k >= 0 && k >= q.first-reach; k-- {
		if slices.Contains(m.before, l.lower[k]) && l.is(k, "NOUN", "PROPN") {
			return k
		}
		if l.is(k, "PUNCT") && !slices.Contains([]string{":", `"`, "“", "``"}, l.word(k)) {
			return -1
		}
	}
	return -1
}

// byNoun reads nouns that are counts in themselves: "200 prisoners", "20 air strikes".
func (l *line) byNoun(m *measure, q quantity, head int) int {
	if q.noun < 0 || !l.oneOf(m.nouns, q.noun) || l.oneOf(l.singular(q), q.noun) {
		return -1
	}
	if len(m.types) > 0 && !l.typed(m.types, q) {
		return -1
	}
	if m.name == "strikes" && len(m.types) == 0 && l.labour(q) {
		return -1
	}
	if len(m.with) == 0 || m.many > 0 && m.counts(q) {
		return q.noun
	}
	if before := l.lemmaAt(q.first - 1); slices.Contains(m.with, before) {
		return q.noun
	}
	if slices.ContainsFunc(l.t.All(head, "acl"), func(v int) bool { return slices.Contains(m.with, l.lemma[v]) && l.t.Tokens[v].XPOS == "VBN" }) {
		return q.noun // "dozens of cars burned"
	}
	h := l.t.Tokens[head].Head
	if h < 0 || !slices.Contains(m.with, l.lemma[h]) || !l.t.Is(head, "obj", "nsubj", "nsubj:pass") {
		return -1
	}
	return q.noun
}

// counts reports whether the quantity is as high as the rule asks for.
func (m *measure) counts(q quantity) bool {
	return q.min != nil && *q.min >= m.many || q.max != nil && *q.max >= m.many
}

// byContext reads a high number without a noun in a sentence that has spoken of
// what it counts: "the United States, which has 13,000 troops there, would keep 8,600".
func (l *line) byContext(m *measure, q quantity, _ int) int {
	year := !strings.Contains(l.word(q.number), ",") && between(q.min, 1899, 2101)
	if len(m.context) == 0 || q.noun >= 0 || q.min == nil || *q.min < m.many || year {
		return -1
	}
	for k := q.first - 1; k >= 0; k-- {
		if l.is(k, "NOUN") && slices.Contains(m.context, l.lower[k]) {
			return k
		}
	}
	return -1
}

// singular returns the counted noun itself when it is singular though the number
// is not: in "four missile sites" no missiles are counted.
func (l *line) singular(q quantity) []string {
	if l.word(q.last+1) == "-" && l.word(q.last+2) == "strong" {
		return nil // "a 2,000-strong force"
	}
	if l.t.Tokens[q.noun].XPOS == "NN" && !strings.HasSuffix(l.lower[q.noun], "s") && l.lower[q.noun] != "personnel" && l.lower[q.noun] != "police" && q.max != nil && *q.max > 1 {
		return []string{l.lower[q.noun]}
	}
	return nil
}

// typed reports whether one of the words says of what kind the counted noun is: "mortar
// rounds", "rounds of artillery".
func (l *line) typed(types []string, q quantity) bool {
	if l.word(q.noun+1) == "of" && slices.Contains(types, l.word(q.noun+2)) {
		return true
	}
	for k := q.last + 1; k < q.noun; k++ {
		if slices.Contains(types, l.lower[k]) {
			return true
		}
	}
	return false
}

// labour reports whether the strikes are those of workers.
func (l *line) labour(q quantity) bool {
	for k := q.last + 1; k < q.noun; k++ {
		switch l.lower[k] {
		case "hunger", "general", "labour", "labor", "sympathy":
			return true
		}
	}
	for _, w := range l.lower {
		switch w {
		case "union", "unions", "workers", "strikers":
			return true
		}
	}
	return false
}
