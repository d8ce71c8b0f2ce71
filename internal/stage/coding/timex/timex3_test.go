package timex_test

import (
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/pack"
	"github.com/trucewatch/trucewatch/internal/stage/coding/timex"
	"github.com/trucewatch/trucewatch/packs"
)

// TestLengthExamples runs every example of the pack of lengths.
func TestLengthExamples(t *testing.T) {
	r := load(t)
	data, err := packs.FS.ReadFile("en/time/lengths.pack")
	if err != nil {
		t.Fatal(err)
	}
	rules, err := pack.Parse("lengths.pack", data)
	if err != nil {
		t.Fatal(err)
	}
	found := func(text, rule string) []timex.Timex {
		var out []timex.Timex
		for _, x := range r.Annotate(text, trucewatch.Span{End: len(text)}, published) {
			if x.Rule == rule {
				out = append(out, x)
			}
		}
		return out
	}
	for _, rule := range rules {
		for k, ex := range rule.Yes {
			got := found(ex.Text, rule.ID)
			if len(got) != 1 || got[0].Span != ex.Marks[0] || got[0].Value != rule.All("is")[k] || string(got[0].Kind) != rule.Get("type") {
				t.Errorf("%s:%d: %q: got %+v", rule.File, ex.Line, ex.Text, got)
			}
		}
		for _, ex := range rule.No {
			if got := found(ex.Text, rule.ID); len(got) > 0 {
				t.Errorf("%s:%d: %q: got %+v", rule.File, ex.Line, ex.Text, got)
			}
		}
	}
}

func TestTimex(t *testing.T) {
	r := load(t)
	for _, tc := range []struct{ text, published, want string }{
		{"They met on Tuesday night.", published, "TIME 2025-08-19TNI  publication"},
		{"They met on Tuesday.", "", "DATE XXXX-WXX-2  publication"},
		{"They met in late July.", published, "DATE 2025-07-21/2025-07-31 END publication"},
		{"They met about two weeks ago.", published, "DATE 2025-08-04/2025-08-10 APPROX publication"},
		{"They met under a 1974 pact.", published, "DATE 1974  "},
		{"They fled two days earlier.", published, "DATE 2025-08-18  text"},
		{"They talked for about 20 minutes.", published, "DURATION PT20M APPROX "},
	} {
		got := r.Annotate(tc.text, trucewatch.Span{End: len(tc.text)}, tc.published)
		if len(got) != 1 || strings.Join([]string{string(got[0].Kind), got[0].Value, got[0].Mod, got[0].Anchor}, " ") != tc.want {
			t.Errorf("%q: got %+v, want %q", tc.text, got, tc.want)
		}
	}
}

func TestWriteXML(t *testing.T) {
	r := load(t)
	const text = "Envoys & aides met on 3 May 2024.\nThey talked for two days."
	var out strings.Builder
	if err := timex.WriteXML(&out, text, r.Annotate(text, trucewatch.Span{End: len(text)}, "")); err != nil {
		t.Fatal(err)
	}
	want := "<TimeML>Envoys &amp; aides met on <TIMEX3 tid=\"t1\" type=\"DATE\" value=\"2024-05-03\">3 May 2024</TIMEX3>.\n" +
		"They talked for <TIMEX3 tid=\"t2\" type=\"DURATION\" value=\"P2D\">two days</TIMEX3>.</TimeML>\n"
	if out.String() != want {
		t.Errorf("got  %s\nwant %s", out.String(), want)
	}
}
