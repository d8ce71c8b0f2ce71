package resolve

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// knownAs is how reports say that two names are of one.
type knownAs struct {
	cues   []cue
	filler map[string]bool // words that may stand between a cue and the second name
}

// cue is words that stand before the second name.
type cue struct {
	rule  string
	words []string
	kinds []string
}

// loadKnownAs reads the words for second names.
func loadKnownAs(fsys fs.FS) (knownAs, error) {
	out := knownAs{filler: map[string]bool{}}
	rules, err := pack.Load(fsys, pack.Schema{Required: []string{"kinds", "words"}}, "en/resolve/pseudonyms.pack")
	if err != nil {
		return out, fmt.Errorf("loading words for second names: %w", err)
	}
	for _, r := range rules {
		for _, words := range r.List("words") {
			if r.Get("kinds") == "filler" {
				out.filler[words] = true
				continue
			}
			out.cues = append(out.cues, cue{r.ID, strings.Fields(words), r.List("kinds")})
		}
	}
	return out, nil
}

// maxBetween is how many bytes may stand between two names of one person.
const maxBetween = 80

// between finds the cue with which the text between two names of a kind ends; the
// longest where several do.
func (k knownAs) between(text string, kind trucewatch.MentionKind) (found cue, ok bool) {
	if len(text) > maxBetween || strings.ContainsAny(text, ".;") {
		return cue{}, false
	}
	words := strings.Fields(translit.Fold(text))
	for len(words) > 0 {
		for _, c := range k.cues {
			if slices.Contains(c.kinds, string(kind)) && endsWith(words, c.words) && len(c.words) > len(found.words) {
				found, ok = c, true
			}
		}
		if ok || !k.filler[words[len(words)-1]] {
			return found, ok
		}
		words = words[:len(words)-1]
	}
	return cue{}, false
}

func endsWith(words, end []string) bool {
	return len(words) >= len(end) && slices.Equal(words[len(words)-len(end):], end)
}

// joinSecondNames makes one cluster of the names that a report says are of one person
// or body. A single word may be many people's, so it is joined only where it is
// nobody else's.
func (r *Rules) joinSecondNames(c *clusters, readings []trucewatch.Reading) {
	gone := map[*cluster]bool{}
	for _, reading := range inOrderOfID(readings) {
		for i := 1; i < len(reading.Mentions); i++ {
			a, b := reading.Mentions[i-1], reading.Mentions[i]
			found, ok := r.secondName(reading.Report.Text, a, b)
			if !ok {
				continue
			}
			into, from := c.forms[formKey(a.Kind, a.Of(reading.Report.Text))].cluster, c.forms[formKey(b.Kind, b.Of(reading.Report.Text))]
			if into == from.cluster || len(from.words) == 1 && len(from.cluster.forms) > 1 {
				continue
			}
			gone[from.cluster] = true
			for _, f := range slices.Clone(from.cluster.forms) {
				into.add(f)
			}
			into.why = append(into.why, trucewatch.Reason{Rule: found.rule, Words: reading.Report.Text[a.Start:b.End]})
		}
	}
	c.all = slices.DeleteFunc(c.all, func(x *cluster) bool { return gone[x] })
}

// secondName returns how a report says of two names, one behind the other, that they are of
// one person or body.
func (r *Rules) secondName(text string, a, b trucewatch.Mention) (found cue, ok bool) {
	if a.Kind != b.Kind || a.Sentence != b.Sentence || a.End > b.Start || !a.Named || !b.Named {
		return cue{}, false
	}
	if r.shortened(text, a, b) {
		return cue{rule: "en.resolve.in-brackets"}, true
	}
	return r.knownAs.between(text[a.End:b.Start], a.Kind)
}

// shortened reports whether a body is told by its full name and right behind, in brackets, by
// letters that stand for it, in its own language as often as in that of the report: "the
// National Army of Ruritania (ANR)". Letters that the packs know tell whose words they are.
func (r *Rules) shortened(text string, long, short trucewatch.Mention) bool {
	letters := short.Of(text)
	return long.Kind == trucewatch.Organization && text[long.End:short.Start] == " (" && strings.HasPrefix(text[short.End:], ")") &&
		strings.Contains(long.Of(text), " ") && initials(letters) && r.bodies[bare(letters)] == ""
}

// inOrderOfID lists readings so that what is joined first hangs on no order of reading.
func inOrderOfID(readings []trucewatch.Reading) []trucewatch.Reading {
	out := slices.Clone(readings)
	slices.SortFunc(out, func(a, b trucewatch.Reading) int { return strings.Compare(a.Report.ID, b.Report.ID) })
	return out
}
