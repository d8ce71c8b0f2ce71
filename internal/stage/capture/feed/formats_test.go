package feed_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/trucewatch/trucewatch/internal/stage/capture/feed"
)

// The namespaces of the modules that feeds use.
const (
	dc      = ` xmlns:dc="http://purl.org/dc/elements/1.1/"`
	dcterms = ` xmlns:dcterms="http://purl.org/dc/terms/"`
	content = ` xmlns:content="http://purl.org/rss/1.0/modules/content/"`
	atom10  = ` xmlns:atom="http://www.w3.org/2005/Atom"`
)

// shell is a kind of feed: an entry goes where %s stands.
type shell struct {
	name string
	kind feed.Kind
	text string
}

func shells() []shell {
	rdf := `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="%s"` + dc + content + `><channel><title>Harbour Gazette</title><link>https://news.example/</link></channel>%%s</rdf:RDF>`
	rss := func(version string) string {
		return `<?xml version="1.0" encoding="utf-8"?><rss version="` + version + `"` + dc + dcterms + content + atom10 + `><channel><title>Harbour Gazette</title><link>https://news.example/</link><language>en-gb</language>%s</channel></rss>`
	}
	return []shell{
		{"RSS 0.90", feed.RSS, fmt.Sprintf(rdf, "http://my.netscape.com/rdf/simple/0.9/")},
		{"RSS 1.0", feed.RSS, fmt.Sprintf(rdf, "http://purl.org/rss/1.0/")},
		{"RSS 0.91", feed.RSS, strings.Replace(rss("0.91"), "<rss", `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss`, 1)},
		{"RSS 0.92", feed.RSS, rss("0.92")},
		{"RSS 0.93", feed.RSS, rss("0.93")},
		{"RSS 0.94", feed.RSS, rss("0.94")},
		{"RSS 2.0", feed.RSS, rss("2.0")},
		{"RSS without a version", feed.RSS, rss("")},
	}
}

// TestRSS reads an entry in every version of RSS, with every way to write its date and
// its text.
func TestRSS(t *testing.T) {
	dates := map[string]string{
		"<pubDate>Sat, 21 Nov 2026 10:00:00 GMT</pubDate>":             "2026-11-21T10:00:00Z",
		"<pubdate>Sat, 21 Nov 2026 10:00:00 GMT</pubdate>":             "2026-11-21T10:00:00Z",
		"<dc:date>2026-11-21T12:00:00+02:00</dc:date>":                 "2026-11-21T10:00:00Z",
		"<dc:date>2026-11-21</dc:date>":                                "2026-11-21T00:00:00Z",
		"<pubDate>\n  21 Nov 2026 10:00 GMT\n</pubDate>":               "2026-11-21T10:00:00Z",
		"<pubDate><![CDATA[Sat, 21 Nov 2026 10:00:00 GMT]]></pubDate>": "2026-11-21T10:00:00Z",
		"<atom:published>2026-11-21T10:00:00Z</atom:published>":        "2026-11-21T10:00:00Z",
		"<pubDate></pubDate>":                                          "", "": "",
	}
	texts := map[string]struct {
		want  string
		whole bool
	}{
		"<description>Envoys met.</description>":                                                             {"Envoys met.", false},
		"<description>&lt;p&gt;Envoys met.&lt;/p&gt;</description>":                                          {"<p>Envoys met.</p>", false},
		"<description><![CDATA[<p>Envoys met.</p>]]></description>":                                          {"<p>Envoys met.</p>", false},
		"<content:encoded><![CDATA[<p>Envoys met.</p>]]></content:encoded>":                                  {"<p>Envoys met.</p>", true},
		"<description>Short.</description><content:encoded>&lt;p&gt;Envoys met.&lt;/p&gt;</content:encoded>": {"<p>Envoys met.</p>", true},
		"<description>Short.</description><content:encoded></content:encoded>":                               {"Short.", false},
		"": {"", false},
	}
	for _, s := range shells() {
		for date, when := range dates {
			for text, want := range texts {
				if strings.HasPrefix(s.text, "<?xml version=\"1.0\"?><rdf") && strings.Contains(date, "atom:") {
					continue // the shell does not declare it
				}
				f, issues := parse(t, fmt.Sprintf(s.text, "<item><title>Talks</title><link>https://news.example/talks</link>"+date+text+"</item>"))
				where := s.name + " " + date + text
				if len(issues) != 0 || len(f.Entries) != 1 || f.Kind != s.kind || f.Title != "Harbour Gazette" || f.Home != "https://news.example/" {
					t.Errorf("%s: %+v %v", where, f, issues)
					continue
				}
				e := f.Entries[0]
				if got := stamp(e.Published); got != when || e.Title != "Talks" || e.URL != "https://news.example/talks" {
					t.Errorf("%s: published %q, want %q: %+v", where, got, when, e)
				}
				if e.Content != want.want || e.Whole != want.whole {
					t.Errorf("%s: %q, whole %v", where, e.Content, e.Whole)
				}
			}
		}
	}
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// TestAtom does the same for Atom.
func TestAtom(t *testing.T) {
	for version, shell := range map[string]string{
		"1.0":             `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour Gazette</title><link href="https://news.example/"/>%s</feed>`,
		"1.0 with prefix": `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Harbour Gazette</a:title><a:link rel="alternate" href="https://news.example/"/>%s</a:feed>`,
		"0.3":             `<?xml version="1.0"?><feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Harbour Gazette</title><link rel="alternate" href="https://news.example/"/>%s</feed>`,
	} {
		for date, want := range map[string][2]string{
			"<published>2026-11-21T10:00:00Z</published><updated>2026-11-21T11:00:00Z</updated>": {"2026-11-21T10:00:00Z", "2026-11-21T11:00:00Z"},
			"<published>2026-11-21T12:00:00.5+02:00</published>":                                 {"2026-11-21T10:00:00Z", ""},
			"<issued>2026-11-21T10:00:00Z</issued><modified>2026-11-21T11:00:00Z</modified>":     {"2026-11-21T10:00:00Z", "2026-11-21T11:00:00Z"},
			"": {"", ""},
		} {
			for text, content := range map[string]struct {
				want  string
				whole bool
			}{
				`<summary>Short.</summary>`:                                                              {"Short.", false},
				`<content type="text">Envoys met.</content>`:                                             {"Envoys met.", true},
				`<content type="html">&lt;p&gt;Envoys met.&lt;/p&gt;</content>`:                          {"<p>Envoys met.</p>", true},
				`<summary>Short.</summary><content type="html"><![CDATA[<p>Envoys met.</p>]]></content>`: {"<p>Envoys met.</p>", true},
			} {
				whole := `<entry><id>urn:1</id><title type="html">&lt;i&gt;Talks&lt;/i&gt;</title><link rel="self" href="/x.atom"/><link href="/talks#a"/><author><name>Jane Doe</name></author>` + date + text + "</entry>"
				if strings.Contains(version, "prefix") {
					if strings.Contains(text, "CDATA") {
						continue // the text is no element
					}
					whole = prefixed(whole)
				}
				f, issues := parse(t, fmt.Sprintf(shell, whole))
				where := version + " " + date + text
				if len(issues) != 0 || len(f.Entries) != 1 || f.Kind != feed.Atom || f.Title != "Harbour Gazette" {
					t.Errorf("%s: %+v %v", where, f, issues)
					continue
				}
				e := f.Entries[0]
				if stamp(e.Published) != want[0] && (!strings.Contains(date, "issued") || version == "0.3") || e.URL != "https://news.example/talks" || e.GUID != "urn:1" || e.Title != "Talks" || e.Author != "Jane Doe" {
					t.Errorf("%s: %+v", where, e)
				}
				if e.Content != content.want || e.Whole != content.whole {
					t.Errorf("%s: %q, whole %v", where, e.Content, e.Whole)
				}
			}
		}
	}
}

// prefixed puts the prefix a: before every element.
func prefixed(s string) string {
	return strings.NewReplacer("</", "</a:", "<", "<a:").Replace(s)
}

// TestJSONFeed does the same for JSON Feed.
func TestJSONFeed(t *testing.T) {
	for _, version := range []string{"https://jsonfeed.org/version/1", "https://jsonfeed.org/version/1.1"} {
		for fields, want := range map[string]struct {
			when, text string
			whole      bool
		}{
			`"date_published":"2026-11-21T12:00:00+02:00","content_html":"<p>Envoys met.</p>"`: {"2026-11-21T10:00:00Z", "<p>Envoys met.</p>", true},
			`"date_published":"2026-11-21T10:00:00Z","content_text":"Envoys met."`:             {"2026-11-21T10:00:00Z", "Envoys met.", true},
			`"date_published":"2026-11-21T10:00:00.000Z","summary":"Short."`:                   {"2026-11-21T10:00:00Z", "Short.", false},
			`"date_published":null,"content_html":"","summary":"Short."`:                       {"", "Short.", false},
			`"content_text":"Envoys met.","content_html":"<p>Envoys met.</p>"`:                 {"", "<p>Envoys met.</p>", true},
		} {
			f, issues := parse(t, `{"version":"`+version+`","title":"Harbour Gazette","home_page_url":"https://news.example/","language":"en","items":[{"id":7,"url":"/talks","title":"Talks","authors":[{"name":"Jane Doe"}],`+fields+`}]}`)
			if len(issues) != 0 || len(f.Entries) != 1 || f.Kind != feed.JSON || f.Title != "Harbour Gazette" || f.Language != "en" {
				t.Errorf("%s: %+v %v", fields, f, issues)
				continue
			}
			e := f.Entries[0]
			if stamp(e.Published) != want.when || e.Content != want.text || e.Whole != want.whole || e.GUID != "7" || e.URL != "https://news.example/talks" || e.Author != "Jane Doe" {
				t.Errorf("%s: %+v", fields, e)
			}
		}
	}
}

func TestSitemap(t *testing.T) {
	f, issues := parse(t, `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://news.example/talks </loc><lastmod>2026-11-21T11:00:00+00:00</lastmod><news:news><news:publication><news:name>Harbour Gazette</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2026-11-21</news:publication_date><news:title>Talks &amp; truce</news:title></news:news></url>
<url><loc>https://news.example/old</loc><lastmod>2026-11</lastmod></url></urlset>`)
	if len(issues) != 0 || len(f.Entries) != 2 || f.Kind != feed.Sitemap || f.Title != "Harbour Gazette" || f.Language != "en" {
		t.Fatalf("%+v %v", f, issues)
	}
	if e := f.Entries[0]; e.URL != "https://news.example/talks" || e.Title != "Talks & truce" || stamp(e.Published) != "2026-11-21T00:00:00Z" || stamp(e.Updated) != "2026-11-21T11:00:00Z" {
		t.Errorf("%+v", e)
	}
	f, issues = parse(t, `<sitemapindex><sitemap><loc>/a.xml.gz</loc><lastmod>2026-11-20</lastmod></sitemap><sitemap><loc>/b.xml</loc></sitemap></sitemapindex>`)
	if len(issues) != 0 || f.Kind != feed.Index || len(f.Lists) != 2 || f.Lists[0].URL != "https://news.example/a.xml.gz" || stamp(f.Lists[0].Updated) != "2026-11-20T00:00:00Z" {
		t.Errorf("%+v %v", f, issues)
	}
}

func TestOPML(t *testing.T) {
	f, issues := parse(t, `<?xml version="1.0"?><opml version="2.0"><head><title>Region</title></head><body><outline text="Wires"><outline type="rss" text="A" title="Wire A" xmlUrl="https://a.example/feed?utm_source=x" htmlUrl="https://a.example/"/>
<outline type="rss" text="B &amp; C" xmlurl="https://b.example/rss"/></outline><outline xmlUrl="https://b.example/rss"/><outline xmlUrl="file:///etc/passwd"/></body></opml>`)
	if f.Kind != feed.OPML || f.Title != "Region" || len(f.Lists) != 2 || f.Lists[0] != (feed.Link{URL: "https://a.example/feed", Title: "Wire A"}) || f.Lists[1].Title != "B & C" {
		t.Errorf("%+v", f)
	}
	if len(issues) != 1 || !strings.Contains(issues[0], "no web address") {
		t.Errorf("%v", issues)
	}
}

// TestPage takes the reports among the links of a page.
func TestPage(t *testing.T) {
	f, issues := parse(t, `<!DOCTYPE html><html><head><title>Harbour Gazette | World</title><link rel="alternate" type="application/rss+xml" title="World" href="/world.rss"></head><body>
<nav><a href="/">Home</a><a href="/world">World</a><a href="/tag/truce-talks-in-the-north">Truce</a><a href="/about-us">About us</a></nav>
<a href="/2026/11/21/envoys-meet">Envoys meet</a>
<a href="https://www.news.example/world/envoys-meet-again-in-geneva">Envoys <b>meet</b> again</a>
<a href="/news/a-12345678"><img src="x.jpg"> Ministry says convoy has arrived</a>
<a href="/article.php?id=987654">Shelling reported near the town of Dorn</a>
<a href="/world/read.html">Read on</a>
<a href="/gallery/picture-of-the-day-today.jpg">Picture of the day today</a>
<a href="https://other.example/2026/11/21/envoys-meet">Elsewhere</a>
<a href="mailto:desk@news.example">Write to the desk of the paper</a><a href="javascript:void(0)">Share this story with your friends</a>
<a href="/2026/11/21/envoys-meet#comments">12 comments</a>
<a href="/login?next=/2026/11/21/envoys-meet">Log in to read this story</a>
<a>No address at all stands here`)
	var got []string
	for _, e := range f.Entries {
		got = append(got, strings.TrimPrefix(e.URL, "https://")+" "+e.Title)
	}
	want := []string{
		"news.example/2026/11/21/envoys-meet Envoys meet",
		"www.news.example/world/envoys-meet-again-in-geneva Envoys meet again",
		"news.example/news/a-12345678 Ministry says convoy has arrived",
		"news.example/article.php?id=987654 Shelling reported near the town of Dorn",
	}
	if len(issues) != 0 || strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%v\n%s", issues, strings.Join(got, "\n"))
	}
	if len(f.Lists) != 1 || f.Lists[0].URL != "https://news.example/world.rss" || f.Title != "Harbour Gazette | World" {
		t.Errorf("%+v %q", f.Lists, f.Title)
	}
}

func TestList(t *testing.T) {
	f, issues := parse(t, "# mine\nhttps://a.example/one\thttps is no title\r\n\nhttps://b.example/two Second\nnot an address\n")
	if len(f.Entries) != 2 || f.Kind != feed.List || f.Entries[1].Title != "Second" || len(issues) != 1 {
		t.Errorf("%+v %v", f, issues)
	}
}

// TestNoFeed reads what is none, and says so.
func TestNoFeed(t *testing.T) {
	for name, s := range map[string]string{
		"nothing": "", "blanks": " \n", "prose": "Envoys met in Geneva on Tuesday.", "a picture": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
		"other XML": "<svg xmlns='http://www.w3.org/2000/svg'/>", "JSON": `{"a":1}`, "a JSON list": "[1,2]", "a declaration": "<?xml version='1.0'?>",
		"a DTD": "<!DOCTYPE x [", "half a feed": "<rss><channel><title>x", "packed nonsense": "\x1f\x8b\x08nonsense",
	} {
		f, _, err := feed.Parse(feed.Document{Bytes: []byte(s), URL: "https://news.example/"}, feed.DefaultLimits())
		if err == nil && name != "half a feed" {
			t.Errorf("%s was read as %+v", name, f)
		}
	}
	big := feed.Document{Bytes: []byte("<rss><channel>" + strings.Repeat(" ", 11<<20) + "</channel></rss>")}
	if _, _, err := feed.Parse(big, feed.DefaultLimits()); err == nil || !strings.Contains(err.Error(), "10 MiB") {
		t.Errorf("11 MiB: %v", err)
	}
}

// TestLimits leaves out what is too much, and says so.
func TestLimits(t *testing.T) {
	var b strings.Builder
	for i := range 20 {
		fmt.Fprintf(&b, "<item><link>https://news.example/%d</link></item>", i)
	}
	f, issues, err := feed.Parse(feed.Document{Bytes: []byte("<rss><channel>" + b.String() + "</channel></rss>")}, feed.Limits{Bytes: 1 << 20, Entries: 15, Depth: 5})
	if err != nil || len(f.Entries) != 15 || len(issues) != 1 || !strings.HasPrefix(issues[0].What, "5 entries were left out") {
		t.Errorf("%d entries, %v, %v", len(f.Entries), issues, err)
	}
}

// TestManyIssues tells a few hundred faults and counts the rest.
func TestManyIssues(t *testing.T) {
	f, issues := parse(t, "<rss><channel>"+strings.Repeat("<item><link>nowhere://x</link></item>", 1000)+"</channel></rss>")
	if len(f.Entries) != 0 || len(issues) != 201 || !strings.Contains(issues[200], "800 further faults") {
		t.Errorf("%d entries, %d issues", len(f.Entries), len(issues))
	}
}
