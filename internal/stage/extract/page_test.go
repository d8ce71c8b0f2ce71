package extract

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/trucewatch/trucewatch"
)

const samplePage = `<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Talks agreed, hosts say | The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post"><meta name="author" content="Jane Doe and Reuters">
<link rel="canonical" href="https://harbourpost.example/talks"><meta property="article:published_time" content="2020-03-04T08:00:00Z">
<script>var p = "<p>not this</p>";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this site better and to show you what you may like.</p></div>
<article class="overflow-hidden"><h1>Talks agreed, hosts say</h1><div class="byline">By Jane Doe</div>
<figure><img src="x"><figcaption>Envoys at the gate of the customs house, March 1, 2020.</figcaption></figure>
<p>` + para1 + `</p><div class="share-tools">Share this report with all your friends</div><h2>What comes next</h2>
<p>` + para2 + `<br>And <a href="/x">so on</a>.</p><ul><li><a href="/1">Five things about harbours</a></li></ul><blockquote>“We agree.”</blockquote>
<aside><p>Read this other report about the fleet, which has nothing to do with it at all.</p></aside></article>
<div class="related"><p>Older: the second round of talks ended in the autumn without an accord.</p></div>
<footer>© 2020 The Harbour Post</footer></body></html>`

func TestPage(t *testing.T) {
	r, issues := one(t, of("a.html", "text/html", samplePage, ""))
	want := strings.Join([]string{"Talks agreed, hosts say", "By Jane Doe", para1, "What comes next", para2, "And so on.", "“We agree.”"}, "\n")
	if diff := cmp.Diff(want, r.Text); diff != "" {
		t.Errorf("text (-want +got):\n%s", diff)
	}
	wantReport := trucewatch.Report{
		ID: r.ID, Capture: r.Capture, File: "a.html", URL: "https://harbourpost.example/talks", Outlet: "The Harbour Post", Origin: []string{"Reuters"},
		Title: "Talks agreed, hosts say", Byline: "Jane Doe and Reuters", Language: "en", Text: r.Text,
		Published: trucewatch.Published{Date: "2020-03-04", Basis: trucewatch.Given, Why: `the page has article:published_time "2020-03-04T08:00:00Z"`},
		Why:       []trucewatch.Reason{{Rule: "outlet.site", Words: "The Harbour Post"}, {Rule: "credit.byline", Words: "Reuters"}},
	}
	if diff := cmp.Diff(wantReport, r); diff != "" || len(issues) != 0 {
		t.Errorf("report (-want +got):\n%s%+v", diff, issues)
	}
}

func TestWhereAReportStandsInAPage(t *testing.T) {
	body := "<p>" + para1 + "</p><p>" + para2 + "</p>"
	want := para1 + "\n" + para2
	for name, page := range map[string]string{
		"bare":             body,
		"divs":             "<div id=top><div>Menu</div></div><div><div class=story>" + body + "</div><div><p>Short.</p></div></div>",
		"main":             "<main>" + body + "</main><div>Something else</div>",
		"itemprop":         "<article><div>Teaser</div><div itemprop=articleBody>" + body + "</div></article>",
		"several articles": "<article><p>One teaser that is short.</p></article><article>" + body + "</article><article><p>x</p></article>",
		"heading outside":  "<header><h1></h1></header><div>" + body + "</div>",
		"form around all":  "<form><input><div>" + body + "</div></form>",
		"unclosed":         "<div><p>" + para1 + "<p>" + para2,
		"upper case":       "<DIV><P>" + para1 + "</P><P>" + para2 + "</P></DIV>",
	} {
		if r, _ := one(t, of("a.html", "text/html", "<html><body>"+page+"</body></html>", "")); r.Text != want {
			t.Errorf("%s: text %q, want %q", name, r.Text, want)
		}
	}
}

func TestWhereAPageStatesItsDate(t *testing.T) {
	for name, tc := range map[string]struct{ head, body, want string }{
		"meta name":                     {`<meta name="pubdate" content="20200304">`, "", "2020-03-04"},
		"meta over time":                {`<meta property="article:published_time" content="2020-03-04">`, `<time pubdate datetime="2020-03-09">`, "2020-03-04"},
		"JSON-LD":                       {`<script type="application/ld+json">{"@graph":[{"@type":"WebSite","datePublished":"1999-01-01"},{"@type":["NewsArticle"],"datePublished":"2020-03-04T00:00"}]}</script>`, "", "2020-03-04"},
		"broken JSON-LD":                {`<script type="application/ld+json">{"@type":"NewsArticle","datePublished":</script>`, "", ""},
		"time, marked":                  {"", `<time class="entry-date published" datetime="2020-03-04T01:00+03:00">`, "2020-03-04"},
		"time, unmarked":                {"", `<time datetime="2020-03-09">`, ""},
		"time, unmarked, in the report": {"", `<article><time datetime="2020-03-04T08:00">4 March</time></article>`, "2020-03-04"},
		"two of them":                   {"", `<article><time datetime="2020-03-04"></time><time datetime="2020-03-09"></time></article>`, ""},
		"one in a box":                  {"", `<article><aside><time datetime="2020-03-09"></time></aside></article>`, ""},
		"JSON-LD, mended":               {"<script type=\"application/ld+json\"><!--\n{\"@type\":\"NewsArticle\",\"description\":\"two\nlines\",\"datePublished\":\"2020-03-04\",\n}\n--></script>", "", "2020-03-04"},
		"JSON-LD within":                {`<script type="application/ld+json">{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","datePublished":"2020-03-04"}}</script>`, "", "2020-03-04"},
		"itemprop":                      {"", `<span itemprop="datePublished" content="2020-03-04"></span>`, "2020-03-04"},
		"canonical":                     {`<link rel=canonical href="https://x.example/2020/03/04/a">`, "", "2020-03-04"},
		"not a date":                    {`<meta name="date" content="today">`, "", ""},
		"words in a line":               {"", "<div>Published 4 March 2020</div>", "2020-03-04"},
	} {
		r, _ := one(t, of("a.html", "text/html", "<html><head>"+tc.head+"</head><body>"+tc.body+"<p>"+para1+"</p></body></html>", ""))
		if r.Published.Date != tc.want {
			t.Errorf("%s: published %+v, want %q", name, r.Published, tc.want)
		}
	}
}

// TestWhoSignedAPage reads authors where pages name them.
func TestWhoSignedAPage(t *testing.T) {
	for name, tc := range map[string]struct{ head, body, want string }{
		"meta":              {`<meta name="author" content="Ilse Maren">`, "", "Ilse Maren"},
		"a profile":         {`<meta property="article:author" content="https://faces.example/ilse">`, `<a rel="author" href="/ilse">Ilse Maren</a>`, "Ilse Maren"},
		"JSON-LD":           {`<script type="application/ld+json">{"@type":"NewsArticle","author":[{"@type":"Person","name":"Ilse Maren"},{"name":"Jo Doe"}]}</script>`, "", "Ilse Maren, Jo Doe"},
		"a profile, linked": {`<script type="application/ld+json">{"@type":"NewsArticle","author":{"url":"https://news.example/ilse"}}</script>`, "", ""},
		"itemprop":          {"", `<span itemprop="author"><span itemprop=name>Ilse Maren</span></span>`, "Ilse Maren"},
		"a line":            {"", `<div>By Ilse Maren</div>`, "Ilse Maren"},
		"a comment":         {"", `<div class=comments><span itemprop="author">Angry Reader</span></div>`, ""},
	} {
		r, _ := one(t, of("a.html", "text/html", "<html><head>"+tc.head+"</head><body>"+tc.body+"<p>"+para1+"</p></body></html>", ""))
		if r.Byline != tc.want {
			t.Errorf("%s: signed by %q, want %q", name, r.Byline, tc.want)
		}
	}
}

// TestPageDrawnByAScript takes the text from JSON-LD where the page itself has none.
func TestPageDrawnByAScript(t *testing.T) {
	for name, text := range map[string]string{
		"plain": para1 + "\\n\\n" + para2, "HTML": "<p>" + para1 + "</p><p>" + para2 + "</p>", "escaped": "&lt;p&gt;" + para1 + "&lt;/p&gt;&lt;p&gt;" + para2 + "&lt;/p&gt;",
	} {
		page := `<html><head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Talks agreed","articleBody":"` + text + `"}</script></head><body><div id=app></div>`
		if r, _ := one(t, of("a.html", "text/html", page, "")); r.Text != para1+"\n"+para2 || r.Title != "Talks agreed" {
			t.Errorf("%s: %q, title %q", name, r.Text, r.Title)
		}
	}
}

// TestPageWithoutATree reads a page that is nested too deep: title and date stand in its
// head, and the report in what it names so.
func TestPageWithoutATree(t *testing.T) {
	long := strings.Repeat("<p>"+para1+"</p>", 5)
	page := `<html><head><title>Talks agreed | The Harbour Post</title><meta property="og:site_name" content="The Harbour Post"><meta property="article:published_time" content="2020-03-04"></head><body><div>Menu of sorts</div>` +
		strings.Repeat("<div>", 600) + "<article>" + long + "</article>" + strings.Repeat("</div>", 600) + "<div>Further reading of sorts</div>"
	r, issues := one(t, of("a.html", "text/html", page, ""))
	if r.Title != "Talks agreed" || r.Published.Date != "2020-03-04" || r.Outlet != "The Harbour Post" || strings.Contains(r.Text, "of sorts") || len(issues) != 1 {
		t.Errorf("%+v %+v", r, issues)
	}
}

func TestPageEncodings(t *testing.T) {
	arabic := "\xc7\xe1\xe6\xde\xc7\xe1\xca\xc7" // seven letters and one more in windows-1256
	r, _ := one(t, of("a.html", "text/html", `<html><head><meta charset="windows-1256"></head><p>`+strings.Repeat(arabic+" ", 30), ""))
	if !strings.HasPrefix(r.Text, "الوقالتا") {
		t.Errorf("text is %.40q", r.Text)
	}
	r, _ = one(t, of("a.html", "text/html; charset=windows-1252", "<p>Caf\xe9 talks "+para1, ""))
	if !strings.HasPrefix(r.Text, "Café") {
		t.Errorf("text is %.40q", r.Text)
	}
}

// TestHostilePagesEndSoon reads pages made to be slow; each must end within seconds
// and give a text or an issue.
func TestHostilePagesEndSoon(t *testing.T) {
	rules := load(t)
	for name, page := range map[string]string{
		"unclosed formatting": strings.Repeat("<b><i><a>", 50_000) + para1,
		"nested tables":       strings.Repeat("<table><tr><td>", 20_000) + para1,
		"nested articles":     strings.Repeat("<article>", 400) + strings.Repeat("<p>"+para1, 5_000),
		"attributes":          "<p " + strings.Repeat("a=b ", 200_000) + ">" + para1,
		"entities":            strings.Repeat("&amp;&lt;&#x200f;", 100_000) + para1,
		"many headings":       strings.Repeat("<h1>x</h1>", 50_000) + "<p>" + para1,
		"classes":             strings.Repeat(`<div class="a b c d e f g h">x</div>`, 30_000) + "<p>" + para1,
		"open comment":        "<p>" + para1 + "<!--" + strings.Repeat("-", 1_000_000),
		"large":               strings.Repeat("<p>"+para1+"</p>", 40_000),
	} {
		start := time.Now()
		checkReports(t, of(name, "text/html", page, ""), rules)
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%s took %v", name, d)
		} else {
			t.Logf("%s: %v", name, d)
		}
	}
}

// TestBrokenPages reads 1,000 pages that networks, editors and scripts have broken, the
// same every time: each gives a text or says why not.
func TestBrokenPages(t *testing.T) {
	rules := load(t)
	r := rand.New(rand.NewPCG(8, 2026))
	odd := []string{"<", ">", "</article>", "<article>", "<!--", "-->", "<script>", "</script>", "<title>", "<p", `"`, "\x00", "\xff", "&#0;", "<svg>", "<template>", "<table>", "\u202e", `<script type="application/ld+json">{"@graph":[`, "<plaintext>", "<select>", "<noscript>", "<head>"}
	read := 0
	for i := range 1000 {
		b := []byte(samplePage)
		for range 1 + r.IntN(5) {
			at := r.IntN(len(b))
			end := min(len(b), at+1+r.IntN(400))
			switch r.IntN(6) {
			case 0:
				b = b[:max(at, 10)]
			case 1:
				b = append(b[:at:at], b[end:]...)
			case 2:
				b = append(b[:end:end], b[at:]...)
			case 3:
				b = append(b[:end:end], append(bytes.Repeat(b[at:min(end, at+30)], 300), b[end:]...)...)
			case 4:
				b = append(b[:at:at], append([]byte(odd[r.IntN(len(odd))]), b[at:]...)...)
			default:
				b[at] = byte(r.UintN(256))
			}
			if len(b) == 0 {
				b = []byte("<")
			}
		}
		c := web("https://harbourpost.example/talks", "", "")
		c.Bytes = b
		reports, issues := Reports(c, rules)
		if len(reports) == 0 && len(issues) == 0 {
			t.Fatalf("page %d gave nothing and no reason: %q", i, b)
		}
		for _, one := range reports {
			if !utf8.ValidString(one.Text+one.Title+one.URL+one.Outlet) || strings.ContainsRune(one.Text, 0) {
				t.Fatalf("page %d gave invalid text", i)
			}
		}
		read += len(reports)
	}
	if read < 700 {
		t.Errorf("%d of 1,000 broken pages were read", read)
	}
	t.Logf("%d of 1,000 broken pages were read", read)
}
