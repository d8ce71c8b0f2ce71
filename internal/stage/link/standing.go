package link

import (
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch"
)

// accordKind is the kind of accords between sides.
const accordKind = "en.kind.accord"

// standing gives how a mention stands by what its report tells of the same elsewhere, and
// the reason where it is not as its own sentence has it: a noun that nothing is said of
// ("the talks") is planned where all other mentions of it are, and an accord that is come
// back to is only proposed where the report tells of none that was made.
func (s *set) standing(m *mention, here []*mention) (trucewatch.Status, *trucewatch.Reason) {
	status := m.claim.Status
	otherwise := func(o *mention) bool { return o != m && o.claim.Status != trucewatch.Planned }
	if m.plain && m.noun && status == trucewatch.Occurred && len(here) > 1 && !slices.ContainsFunc(here, otherwise) {
		return trucewatch.Planned, &trucewatch.Reason{Rule: "link.status-of-the-same", Words: m.claim.Of(m.report.Text)}
	}
	if s.unmade[m.ref.Report] && !m.bygone() && (m.recalls() || m.ofPaper && m.shaky) {
		return trucewatch.Proposed, &trucewatch.Reason{Rule: "link.no-accord-made", Words: m.claim.Of(m.report.Text)}
	}
	return status, nil
}

// accord reports whether a mention names an accord between sides, or its signing.
func (m *mention) accord() bool {
	return m.kind != nil && m.kind.id == accordKind || strings.HasPrefix(m.family, signing)
}

// recalls reports whether a mention only comes back to an accord: "the deal".
func (m *mention) recalls() bool {
	return m.accord() && m.noun && m.plain && m.definite && m.claim.Type == trucewatch.Agree && m.claim.Status == trucewatch.Occurred
}

// bygone reports whether a mention is of a time long before its telling.
func (m *mention) bygone() bool {
	return m.claim.Background || m.when != nil && m.told > 0 && m.told-m.last >= bygoneDays
}

// unmadeIn lists the reports that tell of an accord or signing of their days as not come
// about, or as still to come, and of no accord that was made. Who signs "the deal" has not
// made it alone.
func unmadeIn(mentions []*mention) map[string]bool {
	unmade, made := map[string]bool{}, map[string]bool{}
	for _, m := range mentions {
		accord, report := m.accord(), m.ref.Report
		switch {
		case m.happened && (accord && m.noun && !m.recalls() || !accord && m.signed):
			made[report] = true
		case accord && !m.happened && !m.bygone():
			unmade[report] = true
		}
	}
	for report := range made {
		delete(unmade, report)
	}
	return unmade
}
