package feed_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/trucewatch/trucewatch/internal/stage/capture/feed"
)

// wellFormed are documents of every kind, from which broken ones are made.
func wellFormed() []string {
	var out []string
	for _, s := range shells() {
		var items strings.Builder
		for i := range 3 {
			fmt.Fprintf(&items, `<item><title>Talks &amp; truce %d</title><link>https://news.example/2026/11/%d/talks</link><guid isPermaLink="false">g-%d</guid>`+
				`<dc:date>2026-11-2%dT10:00:00Z</dc:date><description><![CDATA[<p>Envoys met.</p>]]></description><content:encoded>&lt;p&gt;At length.&lt;/p&gt;</content:encoded></item>`, i, i+1, i, i)
		}
		out = append(out, fmt.Sprintf(s.text, items.String()))
	}
	return append(
		out,
		`<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/a/"><title>Harbour Gazette</title><entry><id>urn:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Talks <b>go on</b></div></title><link href="b"/><updated>2026-11-21T10:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Envoys met.</p></div></content></entry><entry><id>urn:2</id><link href="c"/></entry></feed>`,
		`{"version":"https://jsonfeed.org/version/1.1","title":"Harbour Gazette","items":[{"id":"1","url":"https://news.example/1","content_html":"<p>Envoys met.</p>","date_published":"2026-11-21T10:00:00Z","authors":[{"name":"Jane Doe"}]},{"id":2,"external_url":"https://news.example/2","content_text":"x"}]}`,
		`<urlset xmlns:news="x"><url><loc>https://news.example/1</loc><lastmod>2026-11-21</lastmod><news:news><news:title>Talks</news:title></news:news></url><url><loc>https://news.example/2</loc></url></urlset>`,
		`<sitemapindex><sitemap><loc>https://news.example/1.xml</loc></sitemap></sitemapindex>`,
		`<opml version="1.0"><head><title>x</title></head><body><outline text="a"><outline xmlUrl="https://a.example/feed" title="A"/></outline></body></opml>`,
		`<!doctype html><html><head><title>World</title><link rel=alternate type="application/atom+xml" href=/feed></head><body><a href="/2026/11/21/envoys-meet">Envoys meet</a><a href='/world/four-words-make-slugs'>x</a></body></html>`,
		"https://a.example/one\n# x\nhttps://b.example/two Title\n",
	)
}

// mutate breaks a document in one of the ways that networks, editors and scripts do.
func mutate(r *rand.Rand, s string) []byte {
	b := []byte(s)
	for range 1 + r.IntN(4) {
		if len(b) == 0 {
			return b
		}
		i := r.IntN(len(b))
		j := min(len(b), i+1+r.IntN(200))
		odd := []string{"<", ">", "&", "]]>", "<![CDATA[", "<!--", "\x00", "\xff", "&#0;", "&#x110000;", "&nosuch;", `"`, "'", "\u202e", "</channel>", "</item>", "<item>", "<entry>", "{", "]", ",", "\ufeff", "=", "/", "<?xml version='1.0' encoding='utf-16'?>"}
		switch r.IntN(9) {
		case 0: // broken off
			b = b[:i]
		case 1: // a piece is lost
			b = append(b[:i:i], b[j:]...)
		case 2: // a piece comes twice
			b = append(b[:j:j], b[i:]...)
		case 3: // a piece comes a thousand times
			b = append(b[:j:j], append(bytes.Repeat(b[i:min(j, i+20)], 1000), b[j:]...)...)
		case 4: // something stands where it should not
			b = append(b[:i:i], append([]byte(odd[r.IntN(len(odd))]), b[i:]...)...)
		case 5: // bytes turn
			for range 1 + r.IntN(8) {
				b[r.IntN(len(b))] = byte(r.UintN(256))
			}
		case 6: // a whole element is nested in itself
			b = bytes.ReplaceAll(b, []byte("<title>"), bytes.Repeat([]byte("<title>"), 1+r.IntN(150)))
		case 7: // numbers grow
			b = bytes.ReplaceAll(b, []byte("20"), []byte(strings.Repeat("9", 1+r.IntN(30))))
		default: // letters of another encoding
			b = bytes.ToUpper(b)
		}
	}
	const enough = 1 << 20
	return b[:min(len(b), enough)]
}

// sound checks what holds of every outcome, however broken the document.
func sound(t *testing.T, b []byte) {
	t.Helper()
	l := feed.Limits{Bytes: 4 << 20, Entries: 2000, Depth: 100}
	f, issues, err := feed.Parse(feed.Document{Bytes: b, URL: "https://news.example/feed", Retrieved: now()}, l)
	if err != nil {
		if len(f.Entries) != 0 || err.Error() == "" {
			t.Fatalf("an error and %d entries", len(f.Entries))
		}
		return
	}
	if len(f.Entries)+len(f.Lists) > l.Entries || !utf8.ValidString(f.Title) {
		t.Fatalf("%d entries, title %q", len(f.Entries), f.Title)
	}
	for _, e := range f.Entries {
		if e.URL != "" && feed.Canonical(e.URL) != e.URL || e.URL == "" && !e.Whole {
			t.Fatalf("the address %q of %q", e.URL, b)
		}
		if !utf8.ValidString(e.Title+e.Author+e.GUID+e.Content) || strings.ContainsAny(e.Title, "\n\x00") || e.Published.After(now().Add(48*time.Hour)) {
			t.Fatalf("%+v of %q", e, b)
		}
	}
	for _, i := range issues {
		if i.What == "" || i.Why == "" || !strings.HasPrefix(i.Where, "https://news.example/feed") {
			t.Fatalf("%+v", i)
		}
	}
}

// TestBroken reads 3,000 broken documents, the same every time.
func TestBroken(t *testing.T) {
	const each = 200
	r := rand.New(rand.NewPCG(8, 2026))
	n, read := 0, 0
	for _, s := range wellFormed() {
		for range each {
			b := mutate(r, s)
			begin := time.Now()
			sound(t, b)
			if took := time.Since(begin); took > 5*time.Second {
				t.Errorf("%d bytes took %s: %.200q", len(b), took, b)
			}
			if f, _, err := feed.Parse(feed.Document{Bytes: b, URL: "https://news.example/feed"}, feed.DefaultLimits()); err == nil && len(f.Entries)+len(f.Lists) > 0 {
				read++
			}
			n++
		}
	}
	if n < 2000 || read*3 < n {
		t.Errorf("%d broken documents, %d of them gave something", n, read)
	}
	t.Logf("%d broken documents, %d of them gave entries", n, read)
}

// FuzzParse reads anything.
func FuzzParse(f *testing.F) {
	for _, s := range wellFormed() {
		f.Add([]byte(s))
	}
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write([]byte(wellFormed()[0])); err != nil {
		f.Fatal(err)
	}
	if err := z.Close(); err != nil {
		f.Fatal(err)
	}
	f.Add(packed.Bytes())
	f.Fuzz(sound)
}

// FuzzDate reads any date.
func FuzzDate(f *testing.F) {
	for _, s := range []string{"Sat, 21 Nov 2026 16:05:30 GMT", "2026-11-21T16:05:30+02:00", "21.11.2026", "1795277130", "Nov. 21, 2026, 4:05 p.m.", "+0000", "2026-11-21T16:05:30:-0700"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, problem := feed.Date(s)
		if (problem == "") == got.IsZero() && problem == "" && !strings.Contains(s, "1") {
			t.Fatalf("%q gave neither a date nor a problem", s)
		}
	})
}

// FuzzCanonical brings any address into its form, which stays as it is.
func FuzzCanonical(f *testing.F) {
	for _, s := range []string{"https://news.example/a?utm_source=x&b=%zz", "http://[::1]:80/../a", "https://bücher.example:443/%2f%41?q=ä", "https://a.example//b//", "http://a.example/%"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := feed.Canonical(s)
		if twice := feed.Canonical(once); once != "" && once != twice {
			t.Fatalf("%q became %q, and that %q", s, once, twice)
		}
	})
}
