package watch_test

import (
	"strings"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/app/watch"
	"github.com/trucewatch/trucewatch/internal/store"
)

func TestShape(t *testing.T) {
	now := time.Date(2031, 5, 30, 12, 0, 0, 0, time.UTC)
	// days makes the counts of a month: so many reports a day, of which so many in 100
	// are dated, in the first weeks and in the last.
	days := func(perDay, before, late int) (out []store.Day) {
		for n := range 30 {
			share := before
			if n >= 23 {
				share = late
			}
			out = append(out, store.Day{
				Date: store.DayOf(now.AddDate(0, 0, n-29)), Polls: 4, Found: perDay, Taken: perDay, Dated: perDay * share / 100, Signed: perDay,
			})
		}
		return out
	}
	silent := days(10, 90, 90)
	for i := 23; i < 30; i++ {
		silent[i].Found, silent[i].Taken, silent[i].Dated, silent[i].Signed = 0, 0, 0, 0
	}
	for _, tc := range []struct {
		name    string
		days    []store.Day
		promise watch.Promise
		want    string // part of the only warning
	}{
		{"as ever", days(10, 90, 90), watch.Promise{}, ""},
		{"a little less", days(10, 90, 70), watch.Promise{}, ""},
		{"clearly less", days(10, 90, 30), watch.Promise{}, "30 of 100 reports carry a date, where 90 did before"},
		{"too few to tell", days(1, 100, 0), watch.Promise{}, ""},
		{"less than promised", days(10, 80, 80), watch.Promise{Dated: 95}, "80 of 100 reports carry a date, where the profile of the outlet promises 95"},
		{"as promised", days(10, 100, 100), watch.Promise{Dated: 95, Signed: 95}, ""},
		{"silent", silent, watch.Promise{}, "listed nothing new since 2031-05-23, where it listed 10 a day"},
		{"never asked", nil, watch.Promise{Dated: 95}, ""},
	} {
		s := watch.ShapeOf(tc.days, tc.promise, now)
		got := strings.Join(s.Warnings, "\n")
		if tc.want == "" && got != "" || !strings.Contains(got, tc.want) || len(s.Warnings) > 1 {
			t.Errorf("%s: warnings %q, want %q", tc.name, got, tc.want)
		}
	}
	if s := watch.ShapeOf(days(10, 90, 90), watch.Promise{}, now); s.PerDay != 10 || s.Dated != 90 || s.Signed != 100 || s.Taken != 70 {
		t.Errorf("shape %+v", s)
	}
}
