package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/frame"
	"github.com/trucewatch/trucewatch/internal/stage/coding/action/grammar"
)

// bySurface mends the parties of a noun where the tree has them plainly the wrong way
// round, by the order of words: "killings of villagers by soldiers" with the soldiers
// as the killed, "villagers face terror attacks" with the villagers as the attackers.
func (c clause) bySurface(f frame.Found, e *trucewatch.EventMention) {
	if f.Rule.Pos != "noun" || f.Rule.TwoSided() {
		return
	}
	if x, y := c.OfBy(f.Token); y >= 0 && (len(e.Actors) == 0 || slices.Contains(e.Recipients, c.Draft.Mention(c.Sentence, y))) {
		if done := c.add(e, nil, "by", y); len(done) > 0 {
			e.Actors, e.Recipients = done, c.add(e, nil, "of", x)
		}
	}
	m := c.Faced(f.Token)
	if m >= 0 && slices.Contains(e.Actors, m) {
		e.Actors = slices.DeleteFunc(e.Actors, func(a int) bool { return a == m })
		e.Recipients = grammar.Union([]int{m}, e.Recipients, nil)
	}
}
