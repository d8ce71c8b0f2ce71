package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/record"
)

// outlet is a made-up news site with a feed of three reports, one of which is gone.
func outlet(t *testing.T) (site, host string) {
	t.Helper()
	page := func(title, text string) string {
		var b strings.Builder
		fmt.Fprintf(&b, `<!doctype html><html lang="en"><head><title>%s | Harbour Gazette</title><meta property="og:site_name" content="Harbour Gazette"></head><body><nav><a href="/">Home</a></nav><article><h1>%s</h1>`, title, title)
		for p := range strings.SplitSeq(text, "\n\n") {
			fmt.Fprintf(&b, "<p>%s</p>\n", p)
		}
		b.WriteString("</article></body></html>")
		return b.String()
	}
	var s *httptest.Server
	s = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/feed.xml":
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprintf(w, `<rss version="2.0"><channel><title>Harbour Gazette</title><link>%s</link>
<item><title>Maren in Geneva</title><link>/one?utm_source=feed</link><pubDate>Wed, 07 May 2025 08:00:00 GMT</pubDate></item>
<item><title>More talks</title><link>/two</link><pubDate>Wed, 07 May 2025 09:00:00 GMT</pubDate></item>
<item><title>Gone</title><link>/gone</link></item></channel></rss>`, s.URL)
		case "/one":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, page("Maren meets Tarvian delegation in Geneva", first))
		case "/two":
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			fmt.Fprint(w, page("Talks held in Geneva, diplomats say", second))
		case "/list.opml":
			fmt.Fprintf(w, `<opml version="2.0"><body><outline text="all"><outline type="rss" xmlUrl="%s/feed.xml"/></outline></body></opml>`, s.URL)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s.URL, s.Listener.Addr().String()
}

func TestReadAnAddress(t *testing.T) {
	project(t)
	site, host := outlet(t)
	for range 2 {
		must(t, exitOK, "read", "--quiet", "--allow-host", host, site+"/one?utm_source=x#top")
	}
	r := kept(t)
	if len(r.Reports) != 1 {
		t.Fatalf("%d reports, want one: the same page twice", len(r.Reports))
	}
	if got := r.Reports[0]; string(got.URL) != site+"/one" || string(got.Outlet) != "Harbour Gazette" || string(got.Title) != "Maren meets Tarvian delegation in Geneva" || len(r.Events) == 0 {
		t.Errorf("%+v", got)
	}
}

func TestReadAFeed(t *testing.T) {
	project(t)
	site, host := outlet(t)
	o := must(t, exitPartial, "read", "--json", "--allow-host", host, site+"/feed.xml")
	s := decode[summary](t, o.out)
	if s.Added != 2 || s.Reports != 2 || len(s.Left) != 1 || s.Left[0].Where != site+"/gone" || !strings.Contains(s.Left[0].Why, "404") {
		t.Errorf("%+v", s)
	}
	r := kept(t)
	for _, one := range r.Reports {
		if one.Published.Date != "2025-05-07" || one.Published.Basis != "given" {
			t.Errorf("%s: published %+v, want the day of the feed", one.URL, one.Published)
		}
	}
	if o := must(t, exitPartial, "read", "--json", "--pages", "1", "--allow-host", host, site+"/feed.xml"); decode[summary](t, o.out).Added != 0 {
		t.Error("reading the feed again adds reports")
	} else {
		wants(t, o.out, "older entries were left out", "--pages")
	}
}

// TestReadFiles reads lists and archives from disk.
func TestReadFiles(t *testing.T) {
	site, host := outlet(t)
	dir := t.TempDir()
	put := func(name, content string) string {
		path := filepath.Join(dir, name)
		write(t, path, content)
		return path
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	answer := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Talks</title><article><p>" + strings.ReplaceAll(second, "\n\n", "<p>") + "</article>"
	fmt.Fprintf(z, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/talks\r\nWARC-Date: 2031-05-07T10:00:00Z\r\nContent-Type: application/http;msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", len(answer), answer)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		path    string
		code    int
		reports int
	}{
		{put("feeds.opml", `<opml version="2.0"><body><outline xmlUrl="`+site+`/feed.xml"/></body></opml>`), exitPartial, 2},
		{put("feed.atom", `<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Gazette</title><entry><id>1</id><link href="`+site+`/one"/></entry></feed>`), exitOK, 1},
		{put("addresses.txt", "# two of them\n"+site+"/one\n"+site+"/two\n"), exitOK, 2},
		{put("crawl.warc.gz", packed.String()), exitOK, 1},
		{site + "/list.opml", exitPartial, 2},
	} {
		t.Run(filepath.Base(tc.path), func(t *testing.T) {
			project(t)
			must(t, tc.code, "read", "--quiet", "--allow-host", host, tc.path)
			if r := kept(t); len(r.Reports) != tc.reports {
				t.Errorf("%d reports, want %d: %+v", len(r.Reports), tc.reports, r.Issues)
			}
		})
	}
}

func TestReadStandardInput(t *testing.T) {
	site, host := outlet(t)
	for name, tc := range map[string]struct {
		in    string
		check func(r record.Record) bool
	}{
		"text":      {first, func(r record.Record) bool { return r.Reports[0].File == "stdin.txt" && r.Reports[0].Text == first }},
		"page":      {"<html><body><article><p>" + first + "</article>", func(r record.Record) bool { return r.Reports[0].File == "stdin.html" }},
		"lines":     {`{"title":"A","text":"` + strings.ReplaceAll(first, "\n", " ") + "\"}\n{\"title\":\"B\",\"text\":\"Envoys met in Geneva.\"}\n", func(r record.Record) bool { return len(r.Reports) == 2 }},
		"object":    {"{\n\"title\":\"A\",\n\"text\":\"Envoys met in Geneva.\"}", func(r record.Record) bool { return len(r.Reports) == 1 && r.Reports[0].Title == "A" }},
		"addresses": {site + "/one\n" + site + "/two\n", func(r record.Record) bool { return len(r.Reports) == 2 }},
	} {
		t.Run(name, func(t *testing.T) {
			project(t)
			fed(t, tc.in, exitOK, "read", "--quiet", "--allow-host", host, "-")
			if r := kept(t); len(r.Reports) == 0 || !tc.check(r) {
				t.Errorf("%+v %+v", r.Reports, r.Issues)
			}
		})
	}
	for name, in := range map[string]string{"nothing": "", "a picture": "\x89PNG\r\n\x1a\n\x00\x00", "an archive": "WARC/1.0\r\n"} {
		project(t)
		if o := fed(t, in, exitPartial, "read", "-"); !strings.Contains(o.err, "standard input: it was left out: ") {
			t.Errorf("%s: %s", name, o.err)
		}
	}
}

func TestReadRefusesTheOwnNetwork(t *testing.T) {
	project(t)
	site, _ := outlet(t)
	o := must(t, exitPartial, "read", "--json", site+"/one")
	s := decode[summary](t, o.out)
	if s.Seen != 0 || len(s.Left) != 1 || !strings.Contains(s.Left[0].Why, "--allow-host") {
		t.Errorf("%+v", s)
	}
	wants(t, must(t, exitFailure, "read", "--allow-host", "nonsense", site).err, "HOST:PORT")
	if _, err := os.Stat("nonsense"); err == nil {
		t.Error("a file was made")
	}
}
