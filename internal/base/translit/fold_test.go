package translit

import "testing"

func FuzzFoldASCII(f *testing.F) {
	for _, s := range []string{"", "Iran's", "U.S.", "Beit-Jinn", "'s's", "O'Neill's men", " a  b ", "`x'", "it's's'", "A\x00b\tc", "'", "x's"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got, ok := foldASCII(s); ok && got != foldAny(s) {
			t.Errorf("%q folds to %q, want %q", s, got, foldAny(s))
		}
	})
}
