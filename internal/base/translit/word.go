package translit

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// sounds are the letter groups that stand for one sound, longest first.
var sounds = []struct {
	letters string
	sound   rune
}{
	{"shch", 'S'},
	{"tsch", 'C'},
	{"sch", 'S'},
	{"tch", 'C'},
	{"dzh", 'j'},
	{"dj", 'j'},
	{"sh", 'S'},
	{"ch", 'C'},
	{"kh", 'K'},
	{"gh", 'G'},
	{"dh", 'D'},
	{"th", 'T'},
	{"ph", 'f'},
	{"zh", 'Z'},
	{"ck", 'k'},
	{"tz", 'X'},
	{"ts", 'X'},
	{"oo", 'u'},
	{"ee", 'i'},
}

// soundsOf cuts a folded word into sounds, doubled letters once.
func soundsOf(word string) []rune {
	var out []rune
	add := func(sound rune) {
		if len(out) == 0 || out[len(out)-1] != sound {
			out = append(out, sound)
		}
	}
	for word != "" {
		sound, size := firstSound(word)
		if sound == 'x' && len(out) > 0 {
			add('k') // Maxim and Maksym; but Xi
			sound = 's'
		}
		add(sound)
		word = word[size:]
	}
	return out
}

func firstSound(word string) (sound rune, size int) {
	for _, s := range sounds {
		if strings.HasPrefix(word, s.letters) {
			return s.sound, len(s.letters)
		}
	}
	return utf8.DecodeRuneInString(word)
}

// swaps are the sounds that transliterations write for one another, with what a
// swap costs where another letter costs 1. They come from the tables of Arabic,
// Persian, Hebrew, Russian and Chinese romanisation, not from any set of pairs.
var swaps = func() map[[2]rune]float64 {
	out := map[[2]rune]float64{}
	for cost, pairs := range map[float64]string{
		.05: "yi",
		.1:  "qk ck Gg Xz wu",
		.15: "Dd Tt ei ou",
		.2:  "Kk ae wv jZ xS",
		.25: "Kh qg Dz CK gj",
		.3:  "jy ji Ts Zz Xs xs Xc Cc",
		.35: "Ch vf",
		.4:  "SC cs zs ao ai au Cj SX",
		.5:  "Ss dt eo eu io",
		.6:  "bp vb Zj",
		.7:  "iu",
	} {
		for pair := range strings.FieldsSeq(pairs) {
			r := []rune(pair)
			out[[2]rune{r[0], r[1]}] = cost
			out[[2]rune{r[1], r[0]}] = cost
		}
	}
	return out
}()

func isVowel(r rune) bool { return strings.ContainsRune("aeiouy", r) }

// drop is what it costs that one word has a sound that the other has not.
func drop(word []rune, i int) float64 {
	r, first, last := word[i], i == 0, i == len(word)-1
	after, before := !first && isVowel(word[i-1]), !last && isVowel(word[i+1])
	switch {
	case r == 'h' && last:
		return .1 // ta marbuta
	case r == 'h' && (after || before):
		return .5
	case r != 'y' && r != 'w':
		return dropVowel(r, first, last, after || before)
	case after && before:
		return .8 // Mali is not Malawi
	case after || before:
		return .2
	}
	return dropVowel(r, first, last, false)
}

func dropVowel(r rune, first, last, beside bool) float64 {
	switch {
	case r == 'e' && last:
		return .5
	case !isVowel(r), last && !beside, last && (r == 'a' || r == 'o'):
		return 1 // Niger is not Nigeria
	case beside:
		return .15
	case first:
		return 1
	}
	return .3
}

// difference is the least cost of turning one word into the other, with the swaps
// and drops on the way, for the explanation.
func difference(a, b string) (cost float64, steps []string) {
	x, y := soundsOf(a), soundsOf(b)
	table := make([][]float64, len(x)+1)
	for i := range table {
		table[i] = make([]float64, len(y)+1)
		for j := range table[i] {
			switch {
			case i == 0 && j == 0:
			case i == 0:
				table[i][j] = table[i][j-1] + drop(y, j-1)
			case j == 0:
				table[i][j] = table[i-1][j] + drop(x, i-1)
			default:
				table[i][j] = min(table[i-1][j]+drop(x, i-1), table[i][j-1]+drop(y, j-1), table[i-1][j-1]+swap(x[i-1], y[j-1]))
				if crossed(x, y, i, j) {
					table[i][j] = min(table[i][j], table[i-2][j-2]+1)
				}
			}
		}
	}
	return table[len(x)][len(y)], walk(table, x, y)
}

func crossed(x, y []rune, i, j int) bool {
	return i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1]
}

func swap(a, b rune) float64 {
	if a == b {
		return 0
	}
	if cost, ok := swaps[[2]rune{a, b}]; ok {
		return cost
	}
	return 1
}

// walk goes the cheapest way back through the table and names the steps.
func walk(table [][]float64, x, y []rune) []string {
	var steps []string
	const rounding = 1e-9
	for i, j := len(x), len(y); i > 0 || j > 0; {
		switch here := table[i][j]; {
		case i > 0 && j > 0 && math.Abs(here-table[i-1][j-1]-swap(x[i-1], y[j-1])) < rounding:
			if i, j = i-1, j-1; x[i] != y[j] {
				steps = append(steps, spelt(x[i])+"/"+spelt(y[j]))
			}
		case i > 0 && math.Abs(here-table[i-1][j]-drop(x, i-1)) < rounding:
			i--
			steps = append(steps, spelt(x[i])+"/-")
		case j > 0 && math.Abs(here-table[i][j-1]-drop(y, j-1)) < rounding:
			j--
			steps = append(steps, "-/"+spelt(y[j]))
		default:
			i, j = i-2, j-2
			steps = append(steps, spelt(x[i])+spelt(x[i+1])+" crossed")
		}
	}
	slices.Reverse(steps)
	return steps
}

// spelt writes a sound in letters.
func spelt(sound rune) string {
	for _, s := range sounds {
		if s.sound == sound && sound >= 'A' && sound <= 'Z' && len(s.letters) == 2 {
			return s.letters
		}
	}
	return string(sound)
}

// room is the cost up to which words of that many letters are one word.
func room(letters int) float64 {
	switch {
	case letters <= 2:
		return .3
	case letters == 3:
		return .6
	case letters == 4:
		return .9
	case letters == 5:
		return 1.1
	case letters <= 7:
		return 1.2
	case letters <= 10:
		return 1.6
	}
	return 2.4
}

// Same is the score from which two words or two names are taken for one.
const Same = .7

// alike scores two folded words from 0 to 1, with the reason.
func alike(a, b word) Explanation {
	out := Explanation{A: a.text, B: b.text}
	switch {
	case a.text == b.text:
		out.Score, out.Why = 1, "the same word"
	case a.abjad || b.abjad:
		out.Score, out.Why = byConsonants(a.text, b.text)
	case number(a.text) || number(b.text):
		out.Why = "another number"
	case len(a.text) == 1 || len(b.text) == 1:
		out.Why = "another initial"
		if a.text[0] == b.text[0] {
			out.Score, out.Why = .85, "initial"
		}
	default:
		out.Score, out.Why = bySound(a.text, b.text)
	}
	return out
}

func number(s string) bool {
	return strings.ContainsAny(s, "0123456789") && strings.Trim(s, "0123456789") == ""
}

const withoutAbd = "with and without Abd"

func bySound(a, b string) (float64, string) {
	x, knownA := given[a]
	y, knownB := given[b]
	switch {
	case knownA && knownB && x == y:
		return .95, "spellings of one given name"
	case knownA && knownB:
		return .3, "two given names"
	}
	for _, head := range []string{"abd", "abu"} {
		tailA, inA := strings.CutPrefix(a, head)
		tailB, inB := strings.CutPrefix(b, head)
		if inA && inB && len(tailA) > 2 && len(tailB) > 2 {
			return bySound(tailA, tailB)
		}
	}
	if nicknames[a] == b || nicknames[b] == a {
		return .85, "short form of a given name"
	}
	if bare := strings.TrimPrefix(a, "abd"); bare == strings.TrimPrefix(b, "abd") && len(bare) > 3 {
		return .75, withoutAbd
	}
	cost, steps := difference(a, b)
	why := "spelt " + strings.Join(steps, ", ")
	if len(steps) == 0 {
		why = "doubled letters"
	}
	limit := room(min(len([]rune(a)), len([]rune(b))))
	if cost > limit {
		return max(0, Same-.01-(cost/limit-1)/2), "differs: " + why
	}
	return 1 - (1-Same)*cost/limit, why
}

func byConsonants(a, b string) (float64, string) {
	x, y := consonants(a), consonants(b)
	switch {
	case x == y && len(x) > 1:
		return .9, "the same consonants: " + x
	case x == y && a[0] == b[0]:
		return .75, "the same consonants: " + x
	case len(x) > 3 && Distance(x, y) == 1 && x[0] == y[0]:
		return .75, "nearly the same consonants: " + x + ", " + y
	}
	return .2, "other consonants: " + x + ", " + y
}
