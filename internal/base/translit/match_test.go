package translit_test

import (
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/translit"
)

// TestMatchExplains wants every decision to name the words that made it.
func TestMatchExplains(t *testing.T) {
	for _, tc := range []struct{ a, b, why string }{
		{"Omar al-Tikriti", "Omar al-Mosuli", "differs: "},
		{"Hassan Jaber", "Hussein Jaber", "two given names"},
		{"Ahmed Sharaa", "Ahmad Shara", "spellings of one given name"},
		{"Khaled Khoja", "Khaled Hoja", "spelt kh/h"},
		{"Salman bin Hamad", "Hamad bin Salman", "father and son the other way round"},
		{"Dermer", "Ron Dermer", "one name alone may be many people's"},
		{"رون درمر", "Ron Dermer", "the same consonants: drmr"},
		{"R. Dermer", "Ron Dermer", "initial"},
	} {
		_, why := translit.Match(tc.a, tc.b, trucewatch.Person)
		var said []string
		for _, e := range why {
			said = append(said, e.Why)
		}
		if all := strings.Join(said, "; "); !strings.Contains(all, tc.why) {
			t.Errorf("%s | %s: says %q, want %q", tc.a, tc.b, all, tc.why)
		}
	}
}

func FuzzMatch(f *testing.F) {
	for _, s := range []string{"أحمد الشرع", "Abd al-", "abdul", "bin", "J.-C.", "Kim, ", "ز", "AB", "al-Din", ""} {
		f.Add(s, "Ahmed al-Sharaa")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		for _, kind := range []trucewatch.MentionKind{trucewatch.Person, trucewatch.Organization} {
			score, _ := translit.Match(a, b, kind)
			again, _ := translit.Match(a, b, kind)
			if score < 0 || score > 1 || score != again {
				t.Errorf("%q | %q: %f, then %f", a, b, score, again)
			}
		}
	})
}
