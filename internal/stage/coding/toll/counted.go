package toll

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// counted returns the head of the noun that the quantity counts, or -1.
func (l *line) counted(q quantity) int {
	i := q.last + 1
	of := l.word(i) == "of"
	if of {
		i++
	}
	if l.word(i+1) == "-" && l.word(i+3) == "-" && l.word(i+4) == "old" {
		i += 5 // "a 20-year-old man"
	}
	head := -1
	const reach = 7
	for k := i; k < len(l.lower) && k < i+reach; k++ {
		switch {
		case head >= 0 && l.held[l.word(k)] && strings.HasSuffix(l.t.Tokens[head].XPOS, "S"):
			return head // "holding 21 sailors hostage"
		case l.is(k, "NOUN", "PROPN"):
			head = k
		case head < 0 && l.demonym(k):
			return k
		case l.reopens(k, head):
			head = -1
		case l.word(k) == "-" || head < 0 && l.modifier(k) && (of || !l.is(k, "DET")):
		default:
			return head
		}
	}
	return head
}

// demonym reports whether the adjective k stands for a person: "one Palestinian
// was shot", "one Iraqi dead", "one civilian died".
func (l *line) demonym(k int) bool {
	if !l.is(k, "ADJ") || l.t.Tokens[k].Form == l.lower[k] && !l.either[l.lower[k]] || l.word(k+1) == "and" {
		return false
	}
	return !l.is(k+1, "NOUN", "PROPN", "ADJ", "PUNCT") || l.is(k+1, "ADJ") && l.people[l.word(k+1)]
}

// reopens reports whether "and" at token k joins two adjectives before one noun:
// "1,000 American and Turkish soldiers".
func (l *line) reopens(k, head int) bool {
	return l.word(k) == "and" && l.is(k+1, "ADJ", "PROPN") && l.is(k+2, "NOUN") && (head < 0 || l.t.Tokens[head].XPOS == "NNP")
}

// modifier reports whether token k can stand between a number and its noun.
func (l *line) modifier(k int) bool {
	return l.is(k, "ADJ", "DET", "NUM") || l.t.Tokens[k].XPOS == "PRP$" || l.word(k) == "more" || l.word(k) == "other" ||
		(l.t.Tokens[k].XPOS == "VBN" || l.t.Tokens[k].XPOS == "VBG") && l.is(k+1, "NOUN") && !l.held[l.word(k+1)] ||
		l.is(k, "ADV") && strings.HasSuffix(l.lower[k], "ly") && l.t.Tokens[k+1].XPOS == "VBN" && l.is(k+2, "NOUN")
}

// excluded says why the number is no count of people or deeds: a date, an age, a
// sum, a share, a length, or part of a name. It is empty where it may be one.
func (l *line) excluded(q quantity) string {
	next, before := l.word(q.last+1), l.word(q.number-1)
	joined := next == "-" && q.noun < 0 && l.word(q.last+2) != "strong" || before == "-"
	inName := func() bool {
		m := l.draft.Named(l.s, q.number)
		return m >= 0 && l.draft.Mentions[m].End > l.t.Tokens[q.number].End
	}
	switch {
	case next == "%", next == "in" && l.numeral(q.last+2), before == "in" && l.numeral(q.number-2):
		return "it is a share" // "four in 10 adults"
	case slices.Contains([]string{"$", "€", "£"}, before):
		return "it is a sum of money"
	case joined, strings.ContainsAny(l.word(q.number), ":/"):
		return "it is part of a longer word or a time of day"
	case inName():
		return "it is part of a name"
	case l.noCount(q, before, next):
		return "“one” counts nobody here"
	case l.measured(q, next):
		return "it counts a unit of measure, or what is not counted"
	case l.dated(q, before), l.months[strings.TrimSuffix(next, ".")] && q.noun < 0 && l.capital(q.last+1):
		return "it is a date, or the number of a name"
	case l.aged(q, before, next):
		return "it is an age"
	case q.article && before == "including":
		return "it is one of those counted before"
	}
	return ""
}

// capital reports whether token i is written with a capital: "May", not "hundreds may".
func (l *line) capital(i int) bool { return l.t.Tokens[i].Form != l.lower[i] }

// noCount reports whether "one" counts nobody: "no one", "members of one family".
func (l *line) noCount(q quantity, before, next string) bool {
	return between(q.min, 0, 2) && (l.word(q.first-1) == "no" || before == "of" || next == "one")
}

// measured reports whether the number counts hours, kilometres and the like.
func (l *line) measured(q quantity, next string) bool {
	if q.noun >= 0 && (l.units[l.lemma[q.noun]] || l.units[l.lower[q.noun]]) {
		return true
	}
	return l.units[l.lemmaAt(q.last+1)] || next == "-" && l.units[l.word(q.last+2)] || next == "year"
}

// dated reports whether the word before makes the number a date, a year or part
// of a name: "May 12", "in 2014", "Resolution 242", "In 348 Pachomius died".
func (l *line) dated(q quantity, before string) bool {
	if before == "in" && q.noun >= 0 && l.is(q.noun, "PROPN") && !strings.Contains(l.word(q.number), ",") && between(q.min, 99, 2100) {
		return true
	}
	if q.hedge == "" && between(q.min, 1899, 2101) && *q.min%100 != 0 && !strings.Contains(l.word(q.number), ",") && !l.people[l.lemmaAt(q.noun)] {
		return true // "the 2001 attacks"
	}
	if q.hedge != "" || !l.numbered[before] && !l.numbered[strings.TrimSuffix(before, ".")] {
		return false
	}
	if slices.Contains([]string{"in", "since", "no", "may"}, before) {
		return between(q.min, 1899, 2100) && !l.people[l.lemmaAt(q.noun)]
	}
	return true
}

func between(n *int, low, high int) bool { return n != nil && *n > low && *n < high }

// aged reports whether the number is an age: "Omar Saleh, 19, was arrested", also where
// the comma behind it is left out.
func (l *line) aged(q quantity, before, next string) bool {
	if before != "," || q.first != q.number || q.number < 2 {
		return false
	}
	if next == "," || next == "." {
		return l.t.Tokens[q.number-2].Form != l.lower[q.number-2]
	}
	m := l.draft.Named(l.s, q.number-2)
	return m >= 0 && l.draft.Mentions[m].Kind == trucewatch.Person && q.noun < 0 && between(q.min, 9, 100)
}

// numeral reports whether a number stands at token i.
func (l *line) numeral(i int) bool {
	_, _, ok := l.number(i)
	return ok
}

func (l *line) lemmaAt(i int) string {
	if i < 0 || i >= len(l.lemma) {
		return ""
	}
	return l.lemma[i]
}
