package action

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

// takesMode gives e the mode of o, of the same type, where e tells none. Where people
// met is seen from the place.
func takesMode(e *trucewatch.EventMention, o trucewatch.EventMention) bool {
	if len(e.Mode) > 0 || len(o.Mode) == 0 || e.Type != o.Type || e.Type == trucewatch.Consult {
		return false
	}
	e.Mode = slices.Clone(o.Mode)
	return true
}

// fights reports whether e is fighting, in which all who take part act.
func (m *memory) fights(e *trucewatch.EventMention) bool {
	return e.Type == trucewatch.Assault && m.rules.words.Is("same-fight", m.c(e.Sentence).Lemma(e.Token))
}
