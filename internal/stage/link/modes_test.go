package link

import (
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch"
)

// TestHowTalksAreHeld gives the first of several mentions of the same talks its mode.
func TestHowTalksAreHeld(t *testing.T) {
	guess := []trucewatch.Reason{{Rule: "en.mode.third-place", Words: "Zenda"}}
	report := &trucewatch.Report{ID: "r", Text: "talks"}
	talks := func(mode string, why []trucewatch.Reason, mediators ...int) *mention {
		m := &mention{ref: trucewatch.EventRef{Report: "r"}, report: report}
		m.claim = trucewatch.EventMention{Span: trucewatch.Span{Start: 0, End: 5}, Type: trucewatch.Consult, Why: why, Mediators: mediators}
		if mode != "" {
			m.claim.Mode = []string{mode}
		}
		return m
	}
	raid := talks("", nil)
	raid.claim.Type = trucewatch.Assault
	for _, c := range []struct {
		name    string
		members []*mention
		want    string
	}{
		{"its own", []*mention{talks("phone", nil), talks("third-party", nil)}, "phone"},
		{"that of the same talks", []*mention{talks("", nil), talks("phone", nil)}, "phone"},
		{"that of most mentions", []*mention{talks("", nil), talks("phone", nil), talks("third-party", nil), talks("third-party", nil)}, "third-party"},
		{"no visit", []*mention{talks("", nil), talks("visit", nil)}, ""},
		{"by a mediator of its own", []*mention{talks("", nil, 1)}, "third-party"},
		{"by one told elsewhere", []*mention{talks("", nil), talks("", nil, 1)}, "third-party"},
		{"of many sides rather than by the place", []*mention{talks("third-party", guess), talks("multilateral", nil)}, "multilateral"},
		{"by the place where nothing else tells", []*mention{talks("third-party", guess), talks("phone", nil)}, "third-party"},
		{"none for what is no talks", []*mention{raid, talks("phone", nil)}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			with := companyOf(c.members)
			got, why := held(c.members[0], trucewatch.Part{}, with, with.in("r"))
			if strings.Join(got, ",") != c.want {
				t.Errorf("got %v, want %q", got, c.want)
			}
			if own := strings.Join(c.members[0].claim.Mode, ","); (why != nil) != (c.want != own) {
				t.Errorf("reason %v for %q from %q", why, c.want, own)
			}
		})
	}
}
