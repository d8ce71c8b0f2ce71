package translit

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/trucewatch/trucewatch"
)

// Explanation says how one word of a name compares with a word of another. A word
// that stands in one name only has an empty partner.
type Explanation struct {
	A, B  string
	Score float64 // 0 to 1; 0 for a word without a partner
	Why   string
}

// word is one unit of a name: a word, or a compound such as Abd al-Rahman.
type word struct {
	text  string
	abjad bool
}

// name is a name taken apart.
type name struct {
	words []word
	comma bool // "surname, given names"
	kin   bool // a word for son or daughter stood in it
}

// Match scores from 0 to 1 whether two spellings are one name, and explains every
// pair of words. From Same on they are taken for one. It looks at the names alone:
// equal names of two people score 1, and a surname alone stays below Same.
//
// Words are aligned one to one by weighted edit distance over sounds, with low
// costs for what transliterations write for one another. A word that differs on
// both sides tells two people apart: al-Tikriti is not al-Mosuli. Words that only
// one name has count little, until they are more than half of it.
func Match(a, b string, kind trucewatch.MentionKind) (score float64, why []Explanation) {
	if syllabic(a) && syllabic(b) {
		if compact(Fold(a)) == compact(Fold(b)) {
			return 1, []Explanation{{a, b, 1, "the same signs"}}
		}
		return .3, []Explanation{{a, b, .3, "another sign is another name"}}
	}
	if kind != trucewatch.Person {
		return matchBody(a, b)
	}
	x, y := person(a), person(b)
	if len(x.words) == 0 || len(y.words) == 0 {
		return 0, nil
	}
	al := align(x, y)
	score, why = al.person()
	if joined := alike(joinOf(x), joinOf(y)); score < joined.Score && joined.Score > .8 && len(x.words) != len(y.words) {
		return joined.Score, []Explanation{joined}
	}
	return score, why
}

// initials sets the letters of H.R. and JC apart.
func initials(s string) string {
	shouted := strings.ToUpper(s) == s
	var out []string
	for w := range strings.FieldsSeq(s) {
		letters := strings.ReplaceAll(strings.ReplaceAll(w, ".", ""), "-", "")
		dotted := strings.Count(w, ".") == len(letters)
		folded := Fold(w)
		word := articles[folded] || kin[folded] || ranks[folded]
		if len(letters) == 2 && strings.ToUpper(letters) == letters && !word && (dotted || !shouted) {
			w = letters[:1] + " " + letters[1:]
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}

func compact(s string) string { return strings.ReplaceAll(s, " ", "") }

func joinOf(n name) word {
	var out word
	for _, w := range n.words {
		out.text += w.text
		out.abjad = out.abjad || w.abjad
	}
	return out
}

// person takes a personal name apart: without titles and articles, with compounds
// as one word.
func person(s string) name {
	latin, abjad := Romanise(initials(s))
	parts := strings.Fields(latin)
	n := name{comma: strings.Contains(s, ",")}
	for i := 0; i < len(parts); {
		p := parts[i]
		switch {
		case len(parts) > 1 && kin[p] && (p != "ben" || i > 0):
			n.kin = n.kin || i > 0 && i < len(parts)-1
			i++
		case len(parts) > 1 && (ranks[p] || articles[p]):
			i++
		default:
			p, i = compound(parts, i)
			n.words = append(n.words, word{p, abjad})
		}
	}
	if len(parts) > 0 && kin[parts[0]] && parts[0] != "ben" {
		n.words = turned(n.words, 1) // "bin Salman Mohammed"
	}
	if n.comma {
		n.words = turned(n.words, strings.Count(Fold(s[:strings.IndexByte(s, ',')]), " ")+1)
	}
	return n
}

// compound reads one unit of a name from parts[i] on, and returns where the next
// begins: Abd al-Rahman, Abu Bakr, Saif al-Din, Zia-ur-Rahman are one each.
func compound(parts []string, i int) (unit string, next int) {
	p := parts[i]
	switch {
	case (servants[p] || kunya[p]) && i+1 < len(parts):
		head := "abd"
		if kunya[p] {
			head = "abu"
		}
		i = skipLinks(parts, i+1)
		p = head + parts[i]
	case strings.HasPrefix(p, "abd") && len(p) > 6:
		p = servant(p)
	}
	for i+1 < len(parts) {
		end := skipLinks(parts, i+1)
		faithful := parts[end] == "din" || parts[end] == "deen"
		linked := end > i+1 && !articles[parts[i+1]]
		if !faithful && !linked {
			break
		}
		p += parts[end]
		i = end
	}
	return faith(p), i + 1
}

// skipLinks returns the first position from i on that is no link, at most the last.
func skipLinks(parts []string, i int) int {
	for i < len(parts)-1 && links[parts[i]] {
		i++
	}
	return i
}

// servant writes Abdulrahman, Abdelrahman and Abdurrahman alike.
func servant(p string) string {
	rest := p[3:]
	if strings.ContainsRune("aeiou", rune(rest[0])) {
		rest = rest[1:]
	}
	if rest[0] == 'l' || len(rest) > 2 && rest[0] == rest[1] {
		rest = rest[1:]
	}
	return "abd" + rest
}

// faith writes Saifuddin and Saif al-Din alike.
func faith(p string) string {
	for _, end := range []string{"uddin", "uddeen", "eddin", "eddine", "addin", "oudine", "uldin", "aldin", "deen"} {
		if rest, ok := strings.CutSuffix(p, end); ok && len(rest) > 2 {
			return rest + "din"
		}
	}
	return p
}

// turned moves the first n words, a surname before a comma, behind the others.
func turned(words []word, n int) []word {
	if n >= len(words) {
		return words
	}
	return append(slices.Clone(words[n:]), words[:n]...)
}

// alignment is which word of one name goes with which of the other.
type alignment struct {
	x, y  name
	pairs []pair // by the position in x
}

type pair struct {
	i, j int
	says Explanation
}

// align pairs words greedily, the most alike first, near positions before far ones.
func align(x, y name) alignment {
	var all []pair
	for i, a := range x.words {
		for j, b := range y.words {
			if says := alike(a, b); says.Score >= Same {
				all = append(all, pair{i, j, says})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.says.Score, a.says.Score), cmp.Compare(apart(a, x, y), apart(b, x, y)))
	})
	out := alignment{x: x, y: y}
	usedX, usedY := map[int]bool{}, map[int]bool{}
	for _, p := range all {
		if !usedX[p.i] && !usedY[p.j] {
			usedX[p.i], usedY[p.j] = true, true
			out.pairs = append(out.pairs, p)
		}
	}
	slices.SortFunc(out.pairs, func(a, b pair) int { return cmp.Compare(a.i, b.i) })
	return out
}

// apart is how far from one another two words stand, counted from the nearer end.
func apart(p pair, x, y name) int {
	front := p.i - p.j
	back := (len(x.words) - p.i) - (len(y.words) - p.j)
	return min(max(front, -front), max(back, -back))
}

// single lists the words of both names that have no partner.
func (al alignment) single() (inX, inY []int) {
	for i := range al.x.words {
		if !slices.ContainsFunc(al.pairs, func(p pair) bool { return p.i == i }) {
			inX = append(inX, i)
		}
	}
	for j := range al.y.words {
		if !slices.ContainsFunc(al.pairs, func(p pair) bool { return p.j == j }) {
			inY = append(inY, j)
		}
	}
	return inX, inY
}

// person scores an alignment by the rules of personal names.
func (al alignment) person() (float64, []Explanation) {
	var why []Explanation
	loss, letters := 0.0, 0
	for _, p := range al.pairs {
		why = append(why, p.says)
		loss += (1 - p.says.Score) * (1 - p.says.Score)
		if len(p.says.A) > 1 && len(p.says.B) > 1 {
			letters++
		}
	}
	inX, inY := al.single()
	inX, why = al.repeated(al.x, inX, why)
	inY, why = al.repeated(al.y, inY, why)
	score := 1 - math.Sqrt(loss)
	if len(inX) > 0 && len(inY) > 0 {
		why = append(why, al.differing(inX, inY)...)
		return min(score, .5) * float64(len(al.pairs)) / float64(max(len(al.x.words), len(al.y.words))), why
	}
	for _, i := range inX {
		why = append(why, Explanation{A: al.x.words[i].text, Why: "only in one name"})
	}
	for _, j := range inY {
		why = append(why, Explanation{B: al.y.words[j].text, Why: "only in one name"})
	}
	extra, long := len(inX)+len(inY), max(len(al.x.words), len(al.y.words))
	switch {
	case extra > 0 && slices.ContainsFunc(al.pairs, func(p pair) bool { return p.says.Why == withoutAbd }):
		return min(score, .6), append(why, Explanation{Why: "Abd and another word differ"})
	case letters == 0:
		return min(score, .4), append(why, Explanation{Why: "nothing but initials"})
	case extra > 0 && len(al.pairs) == 1:
		return min(score, .6), append(why, Explanation{Why: "one name alone may be many people's"})
	case 2*extra > long:
		return min(score, .6), append(why, Explanation{Why: "more than half of one name is missing in the other"})
	case al.x.kin && al.y.kin && al.sonAsFather():
		return min(score, .4), append(why, Explanation{Why: "father and son the other way round"})
	case al.order():
		score -= .05
		why = append(why, Explanation{Why: "another order"})
	}
	return score - .04*float64(extra), why
}

// repeated leaves out single words that their own name says twice on end.
func (al alignment) repeated(n name, single []int, why []Explanation) ([]int, []Explanation) {
	var out []int
	for _, i := range single {
		twice := i > 0 && n.words[i-1] == n.words[i] || i+1 < len(n.words) && n.words[i+1] == n.words[i]
		if !twice || len(n.words) < 3 {
			out = append(out, i)
			continue
		}
		why = append(why, Explanation{A: n.words[i].text, B: n.words[i].text, Score: 1, Why: "said twice"})
	}
	return out, why
}

// differing pairs the words without a partner, for the explanation.
func (al alignment) differing(inX, inY []int) []Explanation {
	var out []Explanation
	for _, i := range inX {
		best := Explanation{}
		for _, j := range inY {
			if says := alike(al.x.words[i], al.y.words[j]); says.Score >= best.Score {
				best = says
			}
		}
		out = append(out, best)
	}
	return out
}

// order reports whether the words stand in another order.
func (al alignment) order() bool {
	return !slices.IsSortedFunc(al.pairs, func(a, b pair) int { return cmp.Compare(a.j, b.j) })
}

// sonAsFather reports whether the first name of one is a later name of the other
// and the other way round: Salman bin Muhammad is not Muhammad bin Salman.
func (al alignment) sonAsFather() bool {
	first := func(p pair) bool { return p.i == 0 && p.j == 1 }
	second := func(p pair) bool { return p.i == 1 && p.j == 0 }
	return slices.ContainsFunc(al.pairs, first) && slices.ContainsFunc(al.pairs, second)
}

// matchBody scores names of bodies and places: every word counts but small words
// and legal forms.
func matchBody(a, b string) (float64, []Explanation) {
	x, y := body(a), body(b)
	if len(x.words) == 0 || len(y.words) == 0 {
		return 0, nil
	}
	if acronymOf(a, y) || acronymOf(b, x) {
		return .8, []Explanation{{a, b, .8, "first letters"}}
	}
	al := align(x, y)
	loss := 0.0
	var why []Explanation
	for _, p := range al.pairs {
		why = append(why, p.says)
		loss += (1 - p.says.Score) * (1 - p.says.Score)
	}
	inX, inY := al.single()
	score := 1 - math.Sqrt(loss)
	if one := alike(joinOf(x), joinOf(y)); len(x.words) != len(y.words) && one.Score > .9 {
		return one.Score, []Explanation{one}
	}
	for _, i := range inX {
		why = append(why, Explanation{A: x.words[i].text, Why: "only in one name"})
	}
	for _, j := range inY {
		why = append(why, Explanation{B: y.words[j].text, Why: "only in one name"})
	}
	if len(inX)+len(inY) > 0 {
		score = min(score, .65) * float64(len(al.pairs)) / float64(max(len(x.words), len(y.words)))
	}
	if al.order() {
		score -= .05
	}
	return score, why
}

var ampersand = strings.NewReplacer(" & ", " and ", "&", " and ", ".", "")

// body takes the name of a body or place apart.
func body(s string) name {
	s = ampersand.Replace(humps(s))
	latin, abjad := Romanise(s)
	latin = legalPhrases.Replace(legalPhrases.Replace(" " + latin + " "))
	var all, telling []word
	for p := range strings.FieldsSeq(latin) {
		w := word{p, abjad}
		all = append(all, w)
		if !small[p] && !legal[p] && !articles[p] {
			telling = append(telling, w)
		}
	}
	if len(telling) == 0 {
		telling = all
	}
	return name{words: telling}
}

// humps puts a space before capitals that follow a small letter: SiemensAG.
func humps(s string) string {
	var b strings.Builder
	small := false
	for _, r := range s {
		if small && unicode.IsUpper(r) {
			b.WriteByte(' ')
		}
		small = unicode.IsLower(r)
		b.WriteRune(r)
	}
	return b.String()
}

func acronymOf(short string, long name) bool {
	short = strings.ReplaceAll(short, ".", "")
	if len(short) < 3 || len(short) > 8 || strings.ToUpper(short) != short || len(long.words) != len(short) {
		return false
	}
	for i, w := range long.words {
		if strings.ToLower(short[i:i+1]) != w.text[:1] {
			return false
		}
	}
	return true
}
