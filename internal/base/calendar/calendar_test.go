package calendar_test

import (
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/base/calendar"
)

func TestAnchor(t *testing.T) {
	const pub = "2025-08-20" // a Wednesday
	for _, tc := range []struct{ symbol, first, last string }{
		{"2025-07-13", "2025-07-13", "2025-07-13"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"1974", "1974-01-01", "1974-12-31"},
		{"XXXX-07-13", "2025-07-13", "2025-07-13"},
		{"XXXX-12", "2024-12-01", "2024-12-31"},
		{"XXXX-08-23", "2025-08-23", "2025-08-23"},
		{"XXXX-02-29", "2024-02-29", "2024-02-29"},
		{"XXXX-07#late", "2025-07-21", "2025-07-31"},
		{"XXXX-07#early", "2025-07-01", "2025-07-10"},
		{"2024#late", "2024-09-01", "2024-12-31"},
		{"XXXX-WXX-2", "2025-08-19", "2025-08-19"},
		{"XXXX-WXX-3", "2025-08-20", "2025-08-20"},
		{"XXXX-WXX-3-1", "2025-08-13", "2025-08-13"},
		{"XXXX-WXX-4", "2025-08-14", "2025-08-14"},
		{"XXXX-WXX-4+1", "2025-08-21", "2025-08-21"},
		{"XXXX-WXX-4+0", "2025-08-21", "2025-08-21"},
		{"XXXX-WXX-3+0", "2025-08-20", "2025-08-20"},
		{"2014-SU", "2014-06-01", "2014-08-31"},
		{"XXXX-SU", "2025-06-01", "2025-08-31"},
		{"XXXX-SU-1", "2024-06-01", "2024-08-31"},
		{"XXXX-WI-1", "2024-12-01", "2025-02-28"},
		{"P-1D", "2025-08-19", "2025-08-19"},
		{"P0W", "2025-08-18", "2025-08-24"},
		{"P-1W", "2025-08-11", "2025-08-17"},
		{"P-1M", "2025-07-01", "2025-07-31"},
		{"P+1M", "2025-09-01", "2025-09-30"},
		{"P-1Y#late", "2024-09-01", "2024-12-31"},
		{"P-3M/P0D", "2025-05-01", "2025-08-20"},
		{"XXXX-07-13/XXXX-07-19", "2025-07-13", "2025-07-19"},
		{"XXXX-WXX-6/XXXX-WXX-7", "2025-08-16", "2025-08-17"},
		{"XXXX-WXX-3/XXXX-WXX-4", "2025-08-20", "2025-08-21"},
		{"198", "1980-01-01", "1989-12-31"},
		{"199#late", "1996-08-31", "1999-12-31"},
	} {
		got, ok := calendar.Anchor(tc.symbol, pub)
		if !ok || got.First != tc.first || got.Last != tc.last {
			t.Errorf("%s: got %v %v, want %s..%s", tc.symbol, got, ok, tc.first, tc.last)
		}
	}
}

// TestTheWeekendOnASaturday reads "the weekend" of a report of Saturday as the one that is
// over, and that of a report of Sunday as its own.
func TestTheWeekendOnASaturday(t *testing.T) {
	for day, want := range map[string]string{"2025-08-23": "2025-08-16", "2025-08-24": "2025-08-23", "2025-08-25": "2025-08-23"} {
		if got, ok := calendar.Anchor("XXXX-WXX-6/XXXX-WXX-7", day); !ok || got.First != want || got.Days() != 2 {
			t.Errorf("on %s: %v", day, got)
		}
	}
}

func TestAnchorRefuses(t *testing.T) {
	for _, tc := range []struct{ symbol, pub string }{
		{"P-1D", ""},
		{"XXXX-07", "someday"},
		{"2025-13", ""},
		{"2025-02-30", ""},
		{"", ""},
		{"XXXX-WXX-9", "2025-08-20"},
		{"P-1Q", "2025-08-20"},
		{"PD", "2025-08-20"},
		{"XXXX-WXX-", "2025-08-20"},
		{"2025-08/2025-07", ""},
	} {
		if got, ok := calendar.Anchor(tc.symbol, tc.pub); ok {
			t.Errorf("%q at %q: got %v, want none", tc.symbol, tc.pub, got)
		}
	}
}

func TestFormatAndParse(t *testing.T) {
	for _, s := range []string{"2025-07-13", "2025-07", "1974", "2025-07-13/2025-07-19"} {
		i, ok := calendar.Parse(s)
		if !ok || i.Format() != s {
			t.Errorf("%s comes back as %s", s, i.Format())
		}
	}
}

func TestGap(t *testing.T) {
	a, _ := calendar.Parse("2025-07-13")
	b, _ := calendar.Parse("2025-07-19")
	if a.Gap(b) != 5 || b.Gap(a) != 5 || a.Gap(a) != 0 {
		t.Errorf("gaps %d %d %d", a.Gap(b), b.Gap(a), a.Gap(a))
	}
}

func FuzzAnchor(f *testing.F) {
	f.Add("XXXX-07-13/P0D", "2025-08-20")
	f.Add("P-1D", "")
	f.Fuzz(func(t *testing.T, symbol, pub string) {
		if got, ok := calendar.Anchor(symbol, pub); ok && got.Last < got.First {
			t.Errorf("%q at %q ends before it begins: %v", symbol, pub, got)
		}
	})
}

func TestHistory(t *testing.T) {
	for _, tt := range []struct {
		date string
		told []string
		want bool
	}{
		{"2024-12-08", []string{"2025-08-20"}, true},
		{"2024-12-08", []string{"2025-08-20", "2024-12-09"}, false},
		{"2025-07-13", []string{"2025-08-20"}, false},
		{"2025-08-20/2025-08-25", []string{"2025-08-20"}, false},
		{"1967-01-01/2025-08-20", []string{"2025-08-20"}, true},
		{"2024-12", []string{""}, false},
		{"", []string{"2025-08-20"}, false},
		{"2024-12", nil, false},
	} {
		if got := calendar.History(tt.date, tt.told); got != tt.want {
			t.Errorf("%q told on %q: %v", tt.date, tt.told, got)
		}
	}
}

func FuzzNumber(f *testing.F) {
	for _, day := range []string{"0001-01-01", "1970-01-01", "2024-02-29", "2025-02-29", "1900-02-29", "2000-02-29", "2025-13-01", "2025-1-01", "9999-12-31", "20250-1-1", ""} {
		f.Add(day)
	}
	f.Fuzz(func(t *testing.T, day string) {
		want := 0
		if at, err := time.Parse(time.DateOnly, day); err == nil && at.Year() > 0 {
			want = int(at.Unix()/(24*60*60)) + 719163 // the number of 1970-01-01
		}
		if got := calendar.Number(day); got != want {
			t.Errorf("%q is day %d, want %d", day, got, want)
		}
	})
}
