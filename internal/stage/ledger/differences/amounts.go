package differences

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/base/translit"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/book"
)

// troopsDays is how far apart reports may lie whose numbers of troops are compared:
// garrisons change slowly.
const troopsDays = 31

// farApart is the most by which two numbers of the same troops may differ, as a factor:
// beyond it they count other units.
const farApart = 1.5

// troops are numbers of one side's troops that reports give differently.
func (b *rows) troops() []record.Disagreement {
	bySide := b.garrisons()
	var out []record.Disagreement
	for _, side := range slices.Sorted(maps.Keys(bySide)) {
		for _, x := range bySide[side] {
			y, found := b.nearest(x, bySide[side])
			if !found || x.Report > y.Report || *x.Min == *y.Min {
				continue
			}
			if back, _ := b.nearest(y, bySide[side]); back.Ref() == x.Ref() {
				out = append(out, b.beside(x.Report, "troops", "How many troops are told of", []telling{
					{x.Report, x.Quote, x.Quote}, {y.Report, y.Quote, y.Quote},
				})...)
			}
		}
	}
	return out
}

// garrisons are the numbers of troops by those whom their sentences name.
func (b *rows) garrisons() map[string][]record.Figure {
	bySide := map[string][]record.Figure{}
	for _, f := range b.R.Figures {
		at := b.At(f.Report, f.Start)
		if f.Measure != "troops" || f.Min == nil || *f.Min == 0 || at.Sentence < 0 || b.Reports[f.Report].CopyOf != "" {
			continue
		}
		for _, side := range b.namedIn(at) {
			if a := b.Actors[side]; a != nil && (a.Kind == "state" || a.Kind == "organization") {
				bySide[side] = append(bySide[side], f)
			}
		}
	}
	return bySide
}

// nearest is the number in another report of about that time which comes nearest to a
// number of troops, if any comes near.
func (b *rows) nearest(x record.Figure, list []record.Figure) (best record.Figure, found bool) {
	apart := farApart
	for _, y := range list {
		ratio := float64(max(*x.Min, *y.Min)) / float64(min(*x.Min, *y.Min))
		if ratio <= apart && (!found || ratio < apart) && b.near(x.Report, y.Report, troopsDays) {
			best, found, apart = y, true, ratio
		}
	}
	return best, found
}

// crowdWords is how many words the sentences of two counts must share to count one crowd.
const crowdWords = 2

// longWord is from how many letters on a word tells of what a sentence is about.
const longWord = 4

// crowds are numbers of one crowd, counted by reports of the same day that name one of the
// same places or sides.
func (b *rows) crowds() []record.Disagreement {
	var out []record.Disagreement
	groups := b.groups(b.counted(), func(x, y found) bool {
		return book.Meets(x.date, y.date) && (x.event != "" && x.event == y.event || record.Meet(x.names, y.names) && shared(x.words, y.words) >= crowdWords)
	})
	for _, group := range groups {
		first := group[0]
		out = append(out, b.beside(cmp.Or(first.event, first.report), "crowd", fmt.Sprintf("How many people came together (%s)", first.date), tellingsOf(group))...)
	}
	return out
}

// counted lists the crowds that reports count, copies left out.
func (b *rows) counted() []found {
	var out []found
	for _, f := range b.R.Figures {
		at := b.At(f.Report, f.Start)
		if f.Measure != "protesters" || at.Sentence < 0 || b.Reports[f.Report].CopyOf != "" {
			continue
		}
		e := b.Event(string(f.Event))
		day := cmp.Or(e.Date, f.AsOf)
		if day == "" {
			continue
		}
		out = append(out, b.crowd(at, e.ID, day, f.Quote))
	}
	for _, p := range b.passages(func(*record.Event, *record.EventMention) bool { return true }) {
		for _, hit := range b.Say.All("crowd-count", b.Whole(p.Spot)) {
			out = append(out, b.crowd(p.Spot, "", "", hit.Words))
		}
	}
	return out
}

// crowd is a count with its sentence, and those named there and in the one before.
func (b *rows) crowd(at book.Spot, event string, day record.Nullable, quote string) found {
	return found{telling{at.Report, quote, quote}, event, day, b.namedNear(at), longWords(b.TextOf(at))}
}

// longWords lists the longer words of a text, each once.
func longWords(text string) []string {
	var out []string
	for _, w := range translit.Tokens(text) {
		if len(w) >= longWord && w != "people" {
			out = record.Union(out, w)
		}
	}
	return out
}

// lengths are how long reports say that a war has lasted: "the 18-year war", "nearly 19
// years of fighting".
func (b *rows) lengths(e record.Event) []record.Disagreement {
	if e.Type != "ASSAULT" {
		return nil
	}
	var list []telling
	words := map[string]string{} // length to the words that first gave it
	for _, m := range e.Mentions {
		for _, hit := range b.Say.All("lasted", b.Words(m)) {
			length := howLong(hit.Words)
			if words[length] == "" {
				words[length] = hit.Words
			}
			list = append(list, telling{m.Report, words[length], hit.Words})
		}
	}
	return b.beside(e.ID, "length", fmt.Sprintf("How long %s has lasted", b.title(e)), list)
}

// howLong writes a length of time in one way, without "nearly", "-old" and the like.
func howLong(words string) string {
	tokens := translit.Tokens(strings.ReplaceAll(words, "-", " "))
	for i, t := range tokens {
		if unit := strings.TrimSuffix(t, "s"); i > 0 && slices.Contains([]string{"week", "month", "year", "decade"}, unit) {
			n := tokens[i-1]
			if at := slices.Index(smallNumbers(), n); at >= 0 {
				n = fmt.Sprint(at)
			}
			return n + " " + unit + "s"
		}
	}
	return words
}

// smallNumbers are the names of the numbers from nought on.
func smallNumbers() []string {
	return strings.Fields("zero one two three four five six seven eight nine ten eleven twelve")
}

// waves are counts of the dead of one wave of attacks, which is told of as one by several
// reports though each counts other days, victims or sides in it.
func (b *rows) waves() []record.Disagreement {
	byDoer := map[string][]telling{}
	for _, f := range b.R.Figures {
		at := b.At(f.Report, f.Start)
		if f.Measure != "killed" || f.AsOf == "" || at.Sentence < 0 {
			continue
		}
		if _, ok := b.Say.First("wave-of-force", b.Whole(at)); !ok {
			continue
		}
		for _, id := range b.namedIn(at) {
			a := b.Actors[id]
			if a == nil || a.Kind != "organization" || slices.Contains(f.By, id) {
				continue
			}
			key := id + " " + string(f.AsOf)
			byDoer[key] = append(byDoer[key], telling{f.Report, f.Quote, f.Quote})
		}
	}
	var out []record.Disagreement
	for _, key := range slices.Sorted(maps.Keys(byDoer)) {
		id, day, _ := strings.Cut(key, " ")
		lead := fmt.Sprintf("The dead of a wave of attacks told of %s (%s)", b.NameOf(id), day)
		out = append(out, b.beside(byDoer[key][0].report, "killed", lead, byDoer[key])...)
	}
	return out
}
