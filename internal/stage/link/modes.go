package link

import (
	"slices"

	"github.com/trucewatch/trucewatch"
)

const (
	thirdParty   = "third-party"
	multilateral = "multilateral"
)

// held gives a mention of talks that does not tell how they are held the mode that its
// happening is told with: by those who bring the sides together, else by the other mentions
// of its report, else by those of all reports. It returns the mode, and the reason where it
// is not the mention's own.
func held(m *mention, p trucewatch.Part, with *company, here []*mention) ([]string, *trucewatch.Reason) {
	guessed := because(m.claim, "mode.third-place") // from the place of the talks only
	if m.claim.Type != trucewatch.Consult || len(m.claim.Mode) > 0 && !guessed {
		return m.claim.Mode, nil
	}
	for _, list := range [][]*mention{here, with.members} {
		if o := mostTold(m, list); o != nil {
			return o.claim.Mode, &trucewatch.Reason{Rule: "link.mode-of-the-same", Words: o.claim.Of(o.report.Text)}
		}
	}
	if len(m.claim.Mode) > 0 {
		return m.claim.Mode, nil
	}
	mediated := func(o *mention) bool { return len(o.claim.Mediators) > 0 }
	if len(p.Mediators) > 0 || slices.ContainsFunc(here, mediated) {
		return []string{thirdParty}, &trucewatch.Reason{Rule: "link.mode-mediated", Words: m.claim.Of(m.report.Text)}
	}
	return nil, nil
}

// mostTold returns the first mention of a list that tells the mode in which most of them
// say talks are held, or nil: more than two sides as soon as one says so, and no visit,
// which one side pays. A mention that has a mode of its own takes only that of many sides.
func mostTold(m *mention, list []*mention) *mention {
	n, first := map[string]int{}, map[string]*mention{}
	for _, o := range list {
		if o == m || o.claim.Type != trucewatch.Consult || len(o.claim.Mode) == 0 || o.claim.Mode[0] == "visit" {
			continue
		}
		mode := o.claim.Mode[0]
		if n[mode]++; first[mode] == nil {
			first[mode] = o
		}
	}
	if many := first[multilateral]; many != nil || len(m.claim.Mode) > 0 {
		return many
	}
	best := ""
	for _, mode := range sorted(n) {
		if best == "" || n[mode] > n[best] {
			best = mode
		}
	}
	return first[best]
}
