package capture_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch/internal/stage/capture"
)

func page() capture.Page {
	return capture.Page{
		URL: "https://news.example/2026/11/21/envoys-meet", MediaType: "text/html", Charset: "utf-8", Bytes: []byte("<p>Envoys met."),
		Retrieved: time.Date(2026, 11, 21, 17, 0, 0, 0, time.FixedZone("", 3600)),
		Listed:    capture.Listing{Feed: "https://news.example/feed", Outlet: "Harbour Gazette", Title: "Envoys meet", Published: time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)},
	}
}

func TestWeb(t *testing.T) {
	c := capture.Web(page())
	want := `{"retrieved":"2026-11-21T16:00:00Z","url":"https://news.example/2026/11/21/envoys-meet",` +
		`"listed":{"feed":"https://news.example/feed","outlet":"Harbour Gazette","title":"Envoys meet","published":"2026-11-21T08:00:00Z"}}`
	if diff := cmp.Diff(want, string(c.Meta)); diff != "" {
		t.Errorf("side data (-want +got):\n%s", diff)
	}
	if !c.Fetched() || c.Name != "envoys-meet" || c.MediaType != "text/html; charset=utf-8" || c.Path != page().URL {
		t.Errorf("%+v", c)
	}
}

// TestWebID fetches one page again and again: it is new when address or bytes are.
func TestWebID(t *testing.T) {
	first := capture.Web(page()).ID
	for name, tc := range map[string]struct {
		change func(*capture.Page)
		same   bool
	}{
		"later":            {func(p *capture.Page) { p.Retrieved = p.Retrieved.Add(time.Hour) }, true},
		"another feed":     {func(p *capture.Page) { p.Listed = capture.Listing{Feed: "https://news.example/top"} }, true},
		"by hand":          {func(p *capture.Page) { p.Listed = capture.Listing{} }, true},
		"another charset":  {func(p *capture.Page) { p.Charset = "" }, true},
		"other bytes":      {func(p *capture.Page) { p.Bytes = []byte("<p>Envoys left.") }, false},
		"another address":  {func(p *capture.Page) { p.URL += "/2" }, false},
		"address in bytes": {func(p *capture.Page) { p.URL, p.Bytes = p.URL[:len(p.URL)-1], append([]byte("t"), p.Bytes...) }, false},
	} {
		p := page()
		tc.change(&p)
		if got := capture.Web(p).ID; (got == first) != tc.same {
			t.Errorf("%s: the same ID is %v, want %v", name, got == first, tc.same)
		}
	}
}

func TestWebNameAndType(t *testing.T) {
	for _, tc := range []struct{ url, media, bytes, name, want string }{
		{"https://news.example/", "text/html", "x", "news.example", "text/html"},
		{"https://news.example/world/index.html", "", "x", "world", "text/html"},
		{"https://news.example/a.txt", "", "x", "a.txt", "text/plain"},
		{"https://news.example/a", "text/plain", " <!DOCTYPE html><p>x", "a", "text/html"},
		{"https://news.example/a", "text/plain", "x", "a", "text/plain"},
		{"https://news.example/a", "application/octet-stream", "\xef\xbb\xbf<html>", "a", "text/html"},
		{"https://news.example/a.json", "application/json", "{}", "a.json", "application/json"},
		{"://", "text/html", "x", "page", "text/html"},
	} {
		c := capture.Web(capture.Page{URL: tc.url, MediaType: tc.media, Bytes: []byte(tc.bytes)})
		if c.Name != tc.name || c.MediaType != tc.want {
			t.Errorf("%s as %q: name %q, type %q; want %q and %q", tc.url, tc.media, c.Name, c.MediaType, tc.name, tc.want)
		}
	}
}
