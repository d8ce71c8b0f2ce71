package app

import (
	"context"
	"slices"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/record"
	"github.com/trucewatch/trucewatch/internal/stage/ledger/versions"
)

// Primary is what a record is computed from.
type Primary struct {
	Captures []trucewatch.Capture
	// Issues are those that were met while capturing.
	Issues []trucewatch.Issue
	// Versions are, for each page that was retrieved in several versions, the IDs of its
	// captures in the order of retrieval. Only the last of each is read into the ledger.
	Versions [][]string
}

// parted are captures that take part in the ledger, and those that do not.
type parted struct {
	current, former []trucewatch.Capture
}

// part sets former versions aside.
func (p Primary) part() parted {
	old := map[string]bool{}
	for _, ids := range p.Versions {
		for _, id := range ids {
			old[id] = true
		}
	}
	for _, ids := range p.Versions {
		delete(old, ids[len(ids)-1])
	}
	if len(old) == 0 {
		return parted{current: p.Captures}
	}
	var out parted
	for _, c := range p.Captures {
		if old[c.ID] {
			out.former = append(out.former, c)
		} else {
			out.current = append(out.current, c)
		}
	}
	return out
}

// changes reads the former versions and says what was changed in each page. The
// newest versions are among done. Pages that hold several reports are not compared.
func (l *Line) changes(ctx context.Context, p Primary, former []trucewatch.Capture, newest []read) ([]record.Disagreement, []trucewatch.Issue, error) {
	if len(p.Versions) == 0 {
		return nil, nil, nil
	}
	old, err := l.readAll(ctx, former, nil)
	if err != nil {
		return nil, nil, err
	}
	at := map[string]versions.Version{}
	for _, r := range slices.Concat(old, newest) {
		if len(r.readings) == 1 {
			at[r.readings[0].Report.Capture] = versions.Version{Reading: r.readings[0], Claims: r.claims[0]}
		}
	}
	var out []record.Disagreement
	var issues []trucewatch.Issue
	for _, ids := range p.Versions {
		if _, ok := at[ids[len(ids)-1]]; !ok {
			continue
		}
		var list []versions.Version
		for _, id := range ids {
			if v, ok := at[id]; ok {
				list = append(list, v)
			}
		}
		told, notes := versions.Changes(list)
		out, issues = append(out, told...), append(issues, notes...)
	}
	return out, issues, nil
}
