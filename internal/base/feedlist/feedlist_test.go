package feedlist_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/base/feedlist"
)

func TestParse(t *testing.T) {
	const list = `# Feeds of the hills.
every: 20m
gate: strict
feeds:
  - url: https://harbour.example/feed.xml
    name: Harbour Gazette
    outlet: Harbour Gazette
    every: 1h
    gate: off
  - {url: "http://hills.example/news?a=b", paused: true}
`
	got, faults := feedlist.Parse("feeds.yaml", []byte(list), feedlist.Usual)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	want := []feedlist.Feed{
		{URL: "https://harbour.example/feed.xml", Name: "Harbour Gazette", Outlet: "Harbour Gazette", Every: time.Hour, Gate: "off"},
		{URL: "http://hills.example/news?a=b", Every: 20 * time.Minute, Gate: "strict", Paused: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got, faults := feedlist.Parse("feeds.yaml", []byte("feeds: [{url: https://a.example/}]"), time.Hour); len(faults) > 0 || got[0].Every != time.Hour {
		t.Errorf("%v, %v; want an interval of one hour", got, faults)
	}
}

func TestFaults(t *testing.T) {
	for _, tc := range []struct{ list, want string }{
		{"", "feeds.yaml:1"},
		{"feeds: 3", "feeds.yaml:1: feeds: is no list"},
		{"feeds:\n  - name: x", "feeds.yaml:2: feeds[1].url: is missing"},
		{"feeds:\n  - url: file:///etc/passwd", `feeds.yaml:2: feeds[1].url: "file:///etc/passwd" is no address`},
		{"feeds:\n  - url: ftp://a.example/x", "feeds.yaml:2: feeds[1].url: \"ftp://a.example/x\" is no http or https address"},
		{"feeds:\n  - url: https://me:secret@a.example/x", "feeds.yaml:2: feeds[1].url: the address of a.example holds a name or a password"},
		{"feeds:\n  - url: https://a.example/\n    every: soon", `feeds.yaml:3: feeds[1].every: "soon" is no length of time`},
		{"every: 2s\nfeeds:\n  - url: https://a.example/", "feeds.yaml:1: every: 2s is out of bounds"},
		{"feeds:\n  - url: https://a.example/\n    gate: loose", `feeds.yaml:3: feeds[1].gate: "loose" is no gate; use one of`},
		{"feeds:\n  - url: https://a.example/\n    paused: maybe", "feeds.yaml:3: feeds[1].paused:"},
		{"feeds:\n  - url: https://a.example/\n    interval: 3m", "feeds.yaml:3: feeds[1].interval: is no field"},
		{"feeds:\n  - url: https://a.example/\n  - url: https://a.example/", "feeds.yaml:3: feeds[2]: stands twice"},
		{"feeds: [\n", "feeds.yaml:"},
	} {
		_, faults := feedlist.Parse("feeds.yaml", []byte(tc.list), feedlist.Usual)
		if len(faults) == 0 {
			t.Errorf("%q: no fault, want %q", tc.list, tc.want)
			continue
		}
		if got := faults[0].Error(); !strings.HasPrefix(got, tc.want) {
			t.Errorf("%q:\n got %s\nwant %s", tc.list, got, tc.want)
		}
		if strings.Contains(faults[0].Error(), "secret") {
			t.Errorf("the password is repeated: %s", faults[0])
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("every: 1h\nfeeds:\n  - url: https://a.example/\n"))
	f.Add([]byte("feeds: {a: [}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		feeds, faults := feedlist.Parse("feeds.yaml", b, feedlist.Usual)
		if len(faults) > 0 {
			return
		}
		for _, one := range feeds {
			if feedlist.CheckURL(one.URL) != nil || one.Every < feedlist.Shortest || one.Every > feedlist.Longest {
				t.Errorf("%q gives %+v", b, one)
			}
		}
	})
}
