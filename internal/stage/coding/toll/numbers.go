package toll

import (
	"slices"
	"strconv"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// line is one sentence under examination.
type line struct {
	*Rules
	draft *draft.Draft
	s     int
	t     draft.Tree
	lower []string
	lemma []string
}

func newLine(r *Rules, d *draft.Draft, s int) *line {
	l := &line{Rules: r, draft: d, s: s, t: d.Tree(s)}
	for _, tok := range l.t.Tokens {
		l.lower = append(l.lower, strings.ToLower(tok.Form))
		l.lemma = append(l.lemma, strings.ToLower(tok.Lemma))
	}
	return l
}

// quantity is a number in words or digits, with its bounds.
type quantity struct {
	first, last int // tokens, with the words that bound it
	number      int // first token of the number itself
	noun        int // head of the counted noun, or -1
	min, max    *int
	hedge       string
	article     bool // no number, only "a" or "an"
	why         []trucewatch.Reason
}

func (l *line) word(i int) string {
	if i < 0 || i >= len(l.lower) {
		return ""
	}
	return l.lower[i]
}

func (l *line) is(i int, tags ...string) bool {
	if i < 0 || i >= len(l.t.Tokens) {
		return false
	}
	return slices.Contains(tags, l.t.Tokens[i].UPOS)
}

// span returns the words of a quantity with its noun, where that stands behind it.
func (l *line) span(q quantity) trucewatch.Span {
	last := max(q.last, q.noun)
	return trucewatch.Span{Start: l.t.Tokens[q.first].Start, End: l.t.Tokens[last].End}
}

// quantities finds the numbers of the sentence that can be counts.
func (l *line) quantities() []quantity {
	return slices.DeleteFunc(l.numbers(), func(q quantity) bool { return l.excluded(q) != "" })
}

// numbers finds every number of the sentence, in words or digits.
func (l *line) numbers() []quantity {
	var out []quantity
	for i := 0; i < len(l.lower); i++ {
		q, ok := l.vagueAt(i)
		if !ok {
			q, ok = l.exactAt(i)
		}
		if !ok {
			q, ok = l.articleAt(i)
		}
		if !ok {
			continue
		}
		i = q.last
		l.bind(&q)
		q.noun = l.counted(q)
		out = append(out, q)
	}
	return out
}

// vagueAt reads a vague word of number at token i: "dozens", "tens of thousands",
// "several", also "several hundred".
func (l *line) vagueAt(i int) (quantity, bool) {
	best, length := bound{}, 0
	for _, b := range l.vague {
		for _, words := range b.words {
			if len(words) > length && l.reads(i, words) {
				best, length = b, len(words)
			}
		}
	}
	if length == 0 {
		return quantity{}, false
	}
	last := i + length - 1
	low, high := best.min, best.max
	if power, ok := l.powers[l.word(last+1)]; ok && best.max < 10 {
		last++
		low, high = low*power, (high+1)*power-1
	}
	q := quantity{first: i, last: last, number: i, min: &low, max: &high}
	q.why = []trucewatch.Reason{{Rule: best.id, Words: l.text(i, last)}}
	return q, true
}

func (l *line) text(first, last int) string { return l.t.Text(l.draft.Text(), first, last) }

func (l *line) reads(i int, words []string) bool {
	for k, w := range words {
		if l.word(i+k) != w {
			return false
		}
	}
	return true
}

// exactAt reads a number at token i, in digits or words, or a range of two.
func (l *line) exactAt(i int) (quantity, bool) {
	if low, high, ok := digitRange(l.word(i)); ok {
		return l.exact(i, i, low, high), true
	}
	n, last, ok := l.number(i)
	if !ok {
		return quantity{}, false
	}
	joint := l.word(last + 1)
	between := joint == "and" && (l.word(i-1) == "between")
	if joint == "to" || joint == "-" || joint == "–" || between {
		if m, end, ok := l.number(last + 2); ok && m > n && l.word(i-1) != "from" {
			return l.exact(i, end, n, m), true
		}
	}
	return l.exact(i, last, n, n), true
}

// articleAt reads "a" or "an" as one. Only what befalls the one person behind it
// makes it a count.
func (l *line) articleAt(i int) (quantity, bool) {
	if w := l.word(i); w != "a" && w != "an" && w != "another" {
		return quantity{}, false
	}
	q := l.exact(i, i, 1, 1)
	q.article = true
	q.why[0].Rule = "en.numeral.article"
	q.noun = l.counted(q)
	if q.noun < 0 || !l.people[l.lower[q.noun]] {
		return q, false
	}
	return q, l.t.Tokens[q.noun].XPOS == "NN" || q.noun == i+1 && l.t.Tokens[q.noun].Form != l.lower[q.noun] // "a man", "an Israeli"
}

func (l *line) exact(first, last, low, high int) quantity {
	return quantity{
		first: first, last: last, number: first, min: &low, max: &high,
		why: []trucewatch.Reason{{Rule: "en.numeral", Words: l.text(first, last)}},
	}
}

// number reads one number that begins at token i: "1,200", "two hundred",
// "twenty-three", "2.5 million", "a dozen".
func (l *line) number(i int) (n, last int, ok bool) {
	if l.word(i) == "half" && l.word(i+1) == "a" && l.powers[l.word(i+2)] > 0 {
		return l.powers[l.word(i+2)] / 2, i + 2, true
	}
	if l.word(i) == "a" || l.word(i) == "another" {
		if power, is := l.powers[l.word(i+1)]; is {
			return power, i + 1, true
		}
		return 0, i, false
	}
	value, last, ok := l.simple(i)
	if !ok {
		return 0, i, false
	}
	for {
		power, is := l.powers[l.word(last+1)]
		if !is {
			break
		}
		value *= float64(power)
		last++
		next := last + 1
		if l.word(next) == "and" {
			next++
		}
		if rest, end, more := l.simple(next); more && rest < float64(power) && l.lower[next] == l.word(next) && l.digits[l.word(next)] > 0 {
			value += rest
			last = end
		}
	}
	return int(value), last, true
}

// simple reads digits, a numeral word, or a compound such as "twenty-three".
func (l *line) simple(i int) (value float64, last int, ok bool) {
	w := l.word(i)
	if tens, unit, cut := strings.Cut(w, "-"); cut && l.digits[tens] >= 20 && l.digits[unit] > 0 {
		return float64(l.digits[tens] + l.digits[unit]), i, true
	}
	if n, is := l.digits[w]; is {
		if n >= 20 && l.word(i+1) == "-" && l.digits[l.word(i+2)] > 0 && l.digits[l.word(i+2)] < 10 {
			return float64(n + l.digits[l.word(i+2)]), i + 2, true
		}
		return float64(n), i, true
	}
	if w == "" || w[0] < '0' || w[0] > '9' {
		return 0, i, false
	}
	const longest = 12 // digits: no count of people is longer
	v, err := strconv.ParseFloat(strings.ReplaceAll(w, ",", ""), 64)
	if err != nil || len(w) > longest {
		return 0, i, false
	}
	return v, i, true
}

// digitRange reads "10-15" written as one token.
func digitRange(w string) (low, high int, ok bool) {
	a, b, cut := strings.Cut(strings.ReplaceAll(w, "–", "-"), "-")
	if !cut {
		return 0, 0, false
	}
	low, err := strconv.Atoi(strings.ReplaceAll(a, ",", ""))
	if err != nil {
		return 0, 0, false
	}
	high, err = strconv.Atoi(strings.ReplaceAll(b, ",", ""))
	return low, high, err == nil && high > low
}

// bind applies the words of bound that stand before the number.
func (l *line) bind(q *quantity) {
	switch l.word(q.first - 1) {
	case "between", "the", "all":
		q.first--
	}
	if b, at, ok := l.boundBefore(q.first); ok {
		q.hedge = l.text(at, q.first-1)
		q.first = at
		q.min, q.max = b.apply(q.min, q.max)
		q.why = append(q.why, trucewatch.Reason{Rule: b.id, Words: q.hedge})
		return
	}
	for _, after := range [][]string{{"or", "more"}, {"or", "so"}} {
		if l.reads(q.last+1, after) {
			kind := "low"
			if after[1] == "so" {
				kind = "about"
			}
			q.last += len(after)
			q.min, q.max = bound{kind: kind}.apply(q.min, q.max)
			return
		}
	}
}

// boundBefore returns the longest words of bound that end right before token i, and
// where they begin: "no more than", not "more than".
func (l *line) boundBefore(i int) (best bound, at int, ok bool) {
	longest := 0
	for _, b := range l.bounds {
		for _, words := range b.words {
			if n := len(words); n > longest && n <= i && l.reads(i-n, words) && !l.particle(i-n) {
				best, at, longest = b, i-n, n
			}
		}
	}
	return best, at, longest > 0
}

// particle reports whether token i belongs to the verb before it: "handed over 21 girls".
func (l *line) particle(i int) bool {
	return l.t.Is(i, "compound:prt") || l.word(i) == "over" && l.lemmaAt(i-1) == "hand"
}

// tenths returns so many tenths of n, to the nearest whole: "about" reaches a tenth to
// either side, so that "about 18" is 16 to 20.
func tenths(n, count int) int { return (n*count + 5) / 10 }

// apply returns the bounds of a number after a word such as "at least".
func (b bound) apply(low, high *int) (newLow, newHigh *int) {
	n, m := *low, *high
	switch b.kind {
	case "low":
		return &n, nil
	case "above":
		if n == m {
			n++
		}
		return &n, nil
	case "high":
		return nil, &m
	case "below":
		m--
		return nil, &m
	case "about":
		if n == m {
			n, m = tenths(n, 9), tenths(m, 11)
		}
		return &n, &m
	case "near":
		if n == m {
			n = tenths(n, 9)
			m-- // nearly a hundred is less than a hundred
		}
		return &n, &m
	}
	return low, high
}
