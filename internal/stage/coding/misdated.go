package coding

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// weekAway is how many days a day lies away at the least that news names by its month
// and number. A nearer one it names by the day of the week (The Associated Press
// Stylebook, "time element").
const weekAway = 7

// tellsBehind is how many days behind its date a report may tell of at the most for the
// date to be doubted. What lies further is more likely a slip in the text.
const tellsBehind = 60

// readFrom returns the day from which "Saturday" and "today" of a reading are read where
// its own date cannot be right, or "", and what the user should know. Times are the time
// expressions of its sentences, as they are read from that date. A report that
// tells as past what came after a day later than its date was not written on that date:
// its days of the week are then the first ones behind that day. The date that is shown
// stays as it was given.
func (r *Rules) readFrom(reading trucewatch.Reading, times [][]trucewatch.When) (day string, doubt trucewatch.Issue) {
	published, err := time.Parse(time.DateOnly, reading.Report.Published.Date)
	if err != nil {
		return "", doubt
	}
	last, at, words := published.AddDate(0, 0, 1), -1, ""
	for i, s := range reading.Sentences {
		for _, w := range times[i] {
			told, err := time.Parse(time.DateOnly, w.First)
			if err != nil || w.First != w.Last || !told.After(last) || told.After(published.AddDate(0, 0, tellsBehind)) || told.Year() != published.Year() {
				continue
			}
			if byDate(w, told, reading.Report.Text) && r.doubt.pastAfter(draft.NewTree(s), w) {
				last, at, words = told, i, w.Of(reading.Report.Text)
			}
		}
	}
	if at < 0 {
		return "", doubt
	}
	return last.AddDate(0, 0, weekAway).Format(time.DateOnly), trucewatch.Issue{
		Report: reading.Report.ID, Where: fmt.Sprintf("sentence %d", at+1), What: "the date of the report is doubtful",
		Why: fmt.Sprintf("dated %s, it tells of %s (%q) as past; its days of the week are read as the first ones after that day: check the date", published.Format(time.DateOnly), last.Format(time.DateOnly), words),
	}
}

// byDate reports whether the words tell a day by its month and number.
func byDate(w trucewatch.When, day time.Time, text string) bool {
	words := w.Of(text)
	return strings.Contains(words, day.Month().String()[:3]) && strings.Contains(words, fmt.Sprint(day.Day()))
}

// doubt holds the words that tell what is over from what is to come.
type doubt struct{ ahead, behind, over []string }

func loadDoubt(fsys fs.FS) (doubt, error) {
	var out doubt
	rules, err := pack.Load(fsys, pack.Schema{Required: []string{"words"}, NoExamples: true}, "en/time/doubt.pack")
	if err != nil {
		return out, fmt.Errorf("loading the words of doubt about a date: %w", err)
	}
	words := map[string][]string{}
	for _, rule := range rules {
		words[rule.ID] = rule.List("words")
	}
	for id, list := range map[string]*[]string{"en.doubt.ahead": &out.ahead, "en.doubt.behind": &out.behind, "en.doubt.over": &out.over} {
		if *list = words[id]; len(*list) == 0 {
			return out, fmt.Errorf("loading the words of doubt about a date: rule %s is missing from doubt.pack", id)
		}
	}
	return out, nil
}

// pastAfter reports whether a sentence tells in the past tense, and of nothing to come,
// what happened after or since a day: "fell after taking effect on February 22".
func (d doubt) pastAfter(t draft.Tree, w trucewatch.When) bool {
	if slices.ContainsFunc(t.Tokens, d.leavesOpen) {
		return false
	}
	linked := false
	for i := range t.Tokens {
		if !w.Contains(t.Tokens[i].Span) {
			continue
		}
		for h := i; h >= 0; h = t.Tokens[h].Head {
			if d.follows(t, h) {
				linked = true
			} else if linked && t.Tokens[h].UPOS == "VERB" {
				return d.past(t, h)
			}
		}
		return false
	}
	return false
}

// follows reports whether "after" or "since" stands before the phrase or clause of token
// i, which the parser may hang on the subject of the clause.
func (d doubt) follows(t draft.Tree, i int) bool {
	words := t.All(i, "mark", "case")
	for _, n := range t.All(i, "nsubj") {
		words = append(words, t.All(n, "mark", "case")...)
	}
	return slices.ContainsFunc(words, func(k int) bool {
		return slices.Contains(d.behind, strings.ToLower(t.Tokens[k].Form))
	})
}

// past reports whether a verb is told in the past or the perfect.
func (d doubt) past(t draft.Tree, i int) bool {
	return t.Tokens[i].XPOS == "VBD" || t.Tokens[i].XPOS == "VBN" && slices.ContainsFunc(t.All(i, "aux"), func(k int) bool {
		return slices.Contains(d.over, strings.ToLower(t.Tokens[k].Form))
	})
}

// leavesOpen reports whether a word tells of what is to come, or of what only may be.
func (d doubt) leavesOpen(tok trucewatch.Token) bool {
	return tok.XPOS == "MD" || tok.XPOS == "TO" && tok.Rel == "mark" || slices.Contains(d.ahead, strings.ToLower(tok.Lemma))
}
