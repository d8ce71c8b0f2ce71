package link

import (
	"testing"

	"github.com/trucewatch/trucewatch"
)

// told is how a mention of one report tells something.
type told struct {
	family  string
	status  trucewatch.Status
	trait   func(*mention)
	meeting bool
}

func (x told) mention(index int) *mention {
	m := &mention{ref: trucewatch.EventRef{Report: "r", Index: index}, report: &trucewatch.Report{ID: "r", Text: "the deal"}, family: "en.event." + x.family, told: 100}
	m.claim = trucewatch.EventMention{Span: trucewatch.Span{Start: 4, End: 8}, Type: trucewatch.Agree, Status: x.status}
	m.happened = x.status == trucewatch.Occurred || x.status == trucewatch.Ongoing
	if x.meeting {
		m.claim.Type = trucewatch.Consult
	}
	if x.family == "agree.accord" {
		m.kind = &kind{id: accordKind}
	}
	if x.trait != nil {
		x.trait(m)
	}
	return m
}

// TestHowItStandsElsewhere gives the first of some mentions of a report the status that the
// others tell.
func TestHowItStandsElsewhere(t *testing.T) {
	the := func(m *mention) { m.noun, m.plain, m.definite = true, true, true }
	an := func(m *mention) { m.noun, m.plain = true, true }
	truce := func(m *mention) {
		m.noun, m.shaky, m.ofPaper, m.claim.Mode = true, true, true, []string{"ceasefire"}
	}
	old := func(m *mention) { the(m); m.claim.Background = true }
	talks := told{status: trucewatch.Occurred, trait: the, meeting: true}
	planned := told{status: trucewatch.Planned, meeting: true}
	deal := told{family: "agree.accord", status: trucewatch.Occurred, trait: the}
	unsigned := told{family: "support.sign", status: trucewatch.Negated}
	for _, c := range []struct {
		name string
		all  []told
		same bool // the mentions are of one happening
		want trucewatch.Status
	}{
		{"planned where nothing else is told", []told{talks, planned, planned}, true, trucewatch.Planned},
		{"not where it is told as done", []told{talks, planned, {status: trucewatch.Occurred, meeting: true}}, true, trucewatch.Occurred},
		{"not for another happening", []told{talks, planned}, false, trucewatch.Occurred},
		{"not where a verb tells it", []told{{status: trucewatch.Occurred, meeting: true, trait: func(m *mention) { m.plain = true }}, planned}, true, trucewatch.Occurred},
		{"the deal that was not signed", []told{deal, unsigned}, false, trucewatch.Proposed},
		{"the deal where one was made", []told{deal, unsigned, {family: "agree.accord", status: trucewatch.Occurred, trait: an}}, false, trucewatch.Occurred},
		{"the deal where a truce was signed", []told{deal, unsigned, {family: "retreat.ceasefire", status: trucewatch.Occurred, trait: func(m *mention) { m.signed = true }}}, false, trucewatch.Occurred},
		{"the deal of old", []told{{family: "agree.accord", status: trucewatch.Occurred, trait: old}, unsigned}, false, trucewatch.Occurred},
		{"a truce deal that was not signed", []told{{family: "retreat.ceasefire", status: trucewatch.Ongoing, trait: truce}, unsigned}, false, trucewatch.Proposed},
		{"a truce where all is signed", []told{{family: "retreat.ceasefire", status: trucewatch.Ongoing, trait: truce}, {family: "support.sign", status: trucewatch.Occurred}}, false, trucewatch.Ongoing},
	} {
		t.Run(c.name, func(t *testing.T) {
			var all []*mention
			for i, x := range c.all {
				all = append(all, x.mention(i))
			}
			here := all[:1]
			if c.same {
				here = all
			}
			s := &set{unmade: unmadeIn(all)}
			got, why := s.standing(all[0], here)
			if got != c.want || (why != nil) != (got != c.all[0].status) {
				t.Errorf("got %s, %v, want %s", got, why, c.want)
			}
		})
	}
}
