package action_test

import (
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/coding/draft"
)

// TestReplies looks for whom words are said to, and who stands for a land at war, from
// what is told beside or before.
func TestReplies(t *testing.T) {
	names := []string{"place Ruritania", "place Sylvania", "place Darfur", "person Rudolf Elphberg", "organization Red Band", "organization Blue League"}
	for _, tc := range []struct{ name, text, trigger, want string }{
		{"the other side", "The Red Band and the Blue League held talks. The Blue League demanded a truce.", "demanded", "Blue League > Red Band"},
		{"who accused", "Ruritania accused Sylvania of raids. Sylvania denied the charge.", "denied", "Sylvania > Ruritania"},
		{"whose claim it is", "Ruritania said the port was shut. The Red Band denied the claim.", "denied", "Red Band > Ruritania"},
		{"no claim of others", "Ruritania said the port was shut. The Red Band denied a role in the fire.", "denied", "Red Band > "},
		{"whose plan it is", "The Red Band opposed the plan that Rudolf Elphberg launched.", "opposed", "Red Band > Rudolf Elphberg"},
		{"whose mediation", "Crowds praised Rudolf Elphberg, whose mediation led to peace.", "mediation", "Rudolf Elphberg > "},
		{"nobody answers himself", "Ruritania struck Darfur to disrupt the attack by the Red Band.", "attack", "Red Band > "},
		{"who is told not to join", "The bishop forbade villagers to take part in the attack on the mill.", "attack", " > "},
		{"who calls off talks", "Rudolf Elphberg cancelled the talks.", "talks", " > "},
		{"who rules the land", "The Blue League attacked Darfur. The Red Band fired rockets. The truce held.", "truce", "Blue League; Red Band > "},
	} {
		t.Run(tc.name, either(func(t testing.TB) {
			r := reading(t, tc.text, names...)
			d := draft.New(r)
			var said []trucewatch.Statement
			if at := strings.Index(tc.text, " said "); at >= 0 {
				said = []trucewatch.Statement{{Span: trucewatch.Span{Start: at + 1, End: at + 5}, Sources: []int{0}, Stance: trucewatch.Assert, Content: trucewatch.Span{Start: at + 6, End: strings.IndexByte(tc.text, '.')}}}
			}
			for _, e := range load(t).Events(d, said, nil) {
				if e.Of(tc.text) != tc.trigger {
					continue
				}
				if got := words(d, e.Actors) + " > " + words(d, e.Recipients); got != tc.want {
					t.Errorf("got %q, want %q (%v)", got, tc.want, e.Why)
				}
				return
			}
			t.Errorf("no event %q in %q", tc.trigger, tc.text)
		}))
	}
}
