package app_test

import (
	"bytes"
	"context"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/charmap"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/stage/capture/fetch"
	"github.com/trucewatch/trucewatch/internal/stage/capture/intake"
	"github.com/trucewatch/trucewatch/internal/stage/extract"
	"github.com/trucewatch/trucewatch/packs"
)

// still is a clock that stands; sleeping moves it on.
type still struct{ now time.Time }

func (s *still) Now() time.Time { return s.now }

func (s *still) Sleep(ctx context.Context, d time.Duration) error {
	s.now = s.now.Add(d)
	return ctx.Err()
}

// taken is what came of one address.
type taken struct {
	reports []trucewatch.Report
	issues  []trucewatch.Issue
	passing []trucewatch.Issue
}

func (k taken) says() string {
	var b strings.Builder
	for _, i := range append(k.issues, k.passing...) {
		fmt.Fprintf(&b, "%s: %s: %s\n", i.Where, i.What, i.Why)
	}
	return b.String()
}

// take fetches an address, and reads what comes.
func take(t *testing.T, address string, change func(*fetch.Options), allow ...string) taken {
	t.Helper()
	clock := &still{time.Date(2026, 11, 21, 17, 0, 0, 0, time.UTC)}
	o := fetch.DefaultOptions(clock)
	o.Allow = allow
	if change != nil {
		change(&o)
	}
	client, err := fetch.New(o)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	rules, err := extract.LoadRules(packs.FS)
	if err != nil {
		t.Fatal(err)
	}
	var out taken
	with := intake.DefaultOptions()
	with.Web, with.Clock, with.Passing = client, clock, func(i trucewatch.Issue) { out.passing = append(out.passing, i) }
	for c, issue := range intake.Take(t.Context(), []string{address}, with) {
		if issue != nil {
			out.issues = append(out.issues, *issue)
			continue
		}
		reports, issues := extract.Reports(c, rules)
		out.reports, out.issues = append(out.reports, reports...), append(out.issues, issues...)
	}
	return out
}

// hostile is one thing that a site may do.
type hostile struct {
	name string
	do   http.HandlerFunc
	// reports is how many reports come of it; says is a part of what the issues say, or
	// nothing where there must be none.
	reports int
	says    string
}

// connections are faults of the line.
func connections() []hostile {
	const head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
	return []hostile{
		{"slow drip", wire(head+"\r\n", drip), 0, "did not answer in full"},
		{"slow drip of headers", wire("HTTP/1.1 200 OK\r\nX: ", drip), 0, "did not answer in full"},
		{"no answer", wire("", func(c net.Conn) { time.Sleep(600 * time.Millisecond) }), 0, "did not answer in full"},
		{"closed at once", wire("", nil), 0, "connection failed"},
		{"truncated", wire(head+"Content-Length: 90000\r\n\r\n"+story("Cut"), nil), 0, "broke off"},
		{"chunks broken off", wire(head+"Transfer-Encoding: chunked\r\n\r\n1000\r\n<p>Envoys", nil), 0, "broke off"},
		{"chunks of nonsense", wire(head+"Transfer-Encoding: chunked\r\n\r\nzz\r\n<p>Envoys", nil), 0, "connection failed"},
		{"no HTTP", wire("SSH-2.0-OpenSSH_9.9\r\n", nil), 0, "connection failed"},
		{"header without end", wire("HTTP/1.1 200 OK\r\nX: "+strings.Repeat("x", 1<<20), nil), 0, "connection failed"},
		{"two lengths", wire(head+"Content-Length: 5\r\nContent-Length: 7\r\n\r\n<p>Envoys", nil), 0, "connection failed"},
		{"negative length", wire(head+"Content-Length: -5\r\n\r\n<p>Envoys", nil), 0, "connection failed"},
		{"a page until the line is closed", wire("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n"+story("Old"), nil), 1, ""},
		{"a length of a terabyte", wire(head+"Content-Length: 1099511627776\r\n\r\n<p>", nil), 0, "too large"},
		{"50 MB page", html("<p>" + strings.Repeat("Envoys met. ", 50<<20/12)), 0, "too large"},
		{"page of 17 MB in chunks", func(w http.ResponseWriter, _ *http.Request) {
			for range 17 * 16 {
				_, _ = w.Write(make([]byte, 64<<10))
				_ = http.NewResponseController(w).Flush()
			}
		}, 0, "too large"},
	}
}

// redirections send on to where nobody should go.
func redirections() []hostile {
	out := []hostile{
		{"endless redirect", func(w http.ResponseWriter, r *http.Request) {
			to(http.StatusFound, r.URL.Path+"?x"+r.URL.RawQuery)(w, r)
		}, 0, "sends on more than 5 times"},
		{"redirect to itself", func(w http.ResponseWriter, r *http.Request) { to(http.StatusFound, r.URL.Path)(w, r) }, 0, "sends on more than 5 times"},
		{"cookie wall", func(w http.ResponseWriter, r *http.Request) {
			if _, err := r.Cookie("consent"); err == nil {
				html(story("Consented"))(w, r)
				return
			}
			http.SetCookie(w, &http.Cookie{Name: "consent", Value: "1"})
			to(http.StatusFound, r.URL.Path)(w, r)
		}, 0, "sends on more than 5 times"},
		{"redirect without an address", to(http.StatusMovedPermanently, ""), 0, "does not say where to"},
		{"redirect to a page", to(http.StatusPermanentRedirect, "/fine"), 1, ""},
		{"redirect to no address", to(http.StatusFound, "http://[::1"), 0, "no address"},
	}
	for _, where := range []struct{ address, says string }{
		{"http://127.0.0.1/", "private or special network"},
		{"http://127.0.0.1:22/", "private or special network"},
		{"http://169.254.169.254/latest/meta-data/", "private or special network"},
		{"http://[::1]/", "private or special network"},
		{"http://[::ffff:127.0.0.1]/", "private or special network"},
		{"http://[64:ff9b::7f00:1]/", "private or special network"},
		{"http://[fd00::1]/", "private or special network"},
		{"http://10.0.0.1/", "private or special network"},
		{"http://192.168.1.1/", "private or special network"},
		{"http://100.64.0.1/", "private or special network"},
		{"http://0.0.0.0/", "private or special network"},
		{"http://224.0.0.1/", "private or special network"},
		{"http://2130706433/", "written in an unusual way"},
		{"http://0x7f.1/", "written in an unusual way"},
		{"http://0177.0.0.1/", "written in an unusual way"},
		{"http://localhost/", "private network"},
		{"http://printer.local/", "private network"},
		{"http://metadata.google.internal/", "private network"},
		{"http://news.example:22/", "only ports 80 and 443"},
		{"file:///etc/passwd", "only http and https"},
		{"gopher://news.example/", "only http and https"},
		{"javascript:alert(1)", "only http and https"},
		{"data:text/html,<p>x", "only http and https"},
		{"http://user:secret@news.example/", "user name or a password"},
		{"http://news.example/%00", "NUL"},
		{"http:///x", "no valid name"},
	} {
		out = append(out, hostile{"redirect to " + where.address, to(http.StatusFound, where.address), 0, where.says})
	}
	return out
}

// packings are content encodings, true and false.
func packings() []hostile {
	page := []byte(story("Packed"))
	return []hostile{
		{"gzip", packedAs("gzip", gz(page)), 1, ""},
		{"deflate", packedAs("deflate", zipped(page, false)), 1, ""},
		{"deflate without its head", packedAs("deflate", zipped(page, true)), 1, ""},
		{"gzip in gzip", packedAs("gzip, gzip", gz(gz(page))), 1, ""},
		{"gzip three times over", packedAs("gzip, gzip, gzip", gz(gz(gz(page)))), 0, "packed like a bomb"},
		{"gzip bomb", packedAs("gzip", bomb(200)), 0, "packed like a bomb"},
		{"gzip bomb in gzip", packedAs("gzip, gzip", gz(bomb(200))), 0, "packed like a bomb"},
		{"gzip bomb below the limit", packedAs("gzip", bomb(10)), 0, "packed like a bomb"},
		{"not gzip at all", packedAs("gzip", page), 1, ""},
		{"gzip broken off", packedAs("gzip", gz([]byte(strings.Repeat(story("x"), 50)))[:200]), 0, "broke off"},
		{"gzip with a wrong sum", packedAs("gzip", append(gz(page)[:len(gz(page))-8], "12345678"...)), 0, "cannot be unpacked"},
		{"gzip of nonsense", packedAs("gzip", append([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"), strings.Repeat("\xff", 500)...)), 0, "cannot be unpacked"},
		{"brotli", packedAs("br", brotlied(page)), 1, ""},
		{"brotli bomb", packedAs("br", brotlied(bytes.Repeat([]byte{' '}, 20<<20))), 0, "packed like a bomb"},
		{"brotli broken off", packedAs("br", brotlied([]byte(strings.Repeat(story("x"), 50)))[:200]), 0, "broke off"},
		{"not brotli at all", packedAs("br", page), 0, "cannot be unpacked"},
		{"a packing nobody asked for", packedAs("zstd", page), 0, "cannot be unpacked"},
		{"packed feed", typed("application/x-gzip", string(gz([]byte(`<rss><channel><item><link>/fine</link></item></channel></rss>`)))), 1, ""},
	}
}

// statuses are answers that are no page, whatever they hold.
func statuses() []hostile {
	return []hostile{
		{"404", status(404), 0, "404 Not Found"},
		{"410", status(410), 0, "410 Gone"},
		{"401", status(401), 0, "keeps us out"},
		{"403", status(403), 0, "keeps us out"},
		{"429", status(429, "Retry-After", "120"), 0, "come back later"},
		{"503", status(503, "Retry-After", "Sat, 21 Nov 2026 18:00:00 GMT"), 0, "come back later"},
		{"500", status(500), 0, "has a fault"},
		{"204", status(204), 0, "no page"},
		{"206", status(206), 0, "no page"},
		{"304 to no question", status(304), 0, "no page"},
		{"418", status(418), 0, "no page"},
		{"799", status(799), 0, "has a fault"},
	}
}

// pages are answers that say they are pages.
func pages() []hostile {
	deep := func(n int) string { return strings.Repeat("<div>", n) + "<p>" + prose + strings.Repeat("</div>", n) }
	return []hostile{
		{"a page", html(story("Fine")), 1, ""},
		{"nothing", html(""), 0, "empty"},
		{"blanks", html(" \n\t "), 0, "no text was found"},
		{"menus alone", html("<nav><a href=/a>World</a></nav><footer>All rights reserved</footer>"), 0, "no text was found"},
		{"script alone", html("<div id=app></div><script>render()</script>"), 0, "no text was found"},
		{"a picture as a page", html("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), 0, "a picture"},
		{"a PDF", typed("application/pdf", "%PDF-1.7\n"), 0, "a PDF file"},
		{"a style sheet", typed("text/css", "p{color:red}"), 0, `type "text/css"`},
		{"no type", typed("", story("Typeless")), 1, ""},
		{"a page as plain text", typed("text/plain", story("Plainly")), 1, ""},
		{"a type of nonsense", typed("text/html; charset=\"", story("Odd")), 1, ""},
		{"wrong charset", typed("text/html; charset=utf-8", in(charmap.Windows1251, "<p>Делегации встретились в Женеве и договорились о прекращении огня, сообщило министерство.")), 1, "encoding was guessed to be windows-1251"},
		{"charset that is none", typed("text/html; charset=klingon", story("Odd")+"<p>caf\xe9"), 1, "guessed"},
		{"no charset, Arabic", typed("text/html", in(charmap.Windows1256, "<p>التقى وزير الخارجية وفدا من الحكومة في جنيف يوم الثلاثاء لبحث وقف إطلاق النار")), 1, "windows-1256"},
		{"UTF-16 without a mark", typed("text/html", utf16le(story("Wide"))), 1, "guessed to be utf-16le"},
		{"broken UTF-8", html(story("Broken") + "<p>caf\xc3 \xff\xfe"), 1, "encoding was guessed"},
		{"NUL and other controls", html(strings.Replace(story("Odd"), "Dorn", "Do\x00\x07rn", 1)), 1, "control characters"},
		{"512 deep", html(deep(512)), 1, "without its structure"},
		{"100,000 deep", html(deep(100_000)), 1, "without its structure"},
		{"100,000 attributes", html("<p " + strings.Repeat("a=b ", 100_000) + ">" + prose), 1, ""},
		{"5 MB in one line", html("<p>" + prose + strings.Repeat("x", 5<<20)), 1, "without its structure"},
		{"tags that are never closed", html(strings.Repeat("<b><i><a href=x>", 5000) + prose), 1, "without its structure"},
		{"a million entities", html("<p>" + prose + strings.Repeat("&amp;", 1_000_000)), 1, "without its structure"},
		{"tables in tables", html(strings.Repeat("<table><tr><td>", 100) + "<p>" + prose), 1, ""},
		{"JSON of nonsense", typed("application/json", "{\"text\": "), 0, "not valid JSON"},
		{"200 with an error page", html("<title>404 Not Found</title><h1>Not Found</h1><p>The page you are looking for could not be found on this server.</p>"), 0, "error page"},
		{"200 with a check for robots", html("<title>Just a moment...</title><h1>Checking your browser before accessing the site.</h1><p>Please enable JavaScript and cookies to continue.</p>"), 0, "error page"},
	}
}

// lists are feeds and other lists.
func lists() []hostile {
	fine := entry("/fine", "")
	return []hostile{
		{"a feed", rss(fine), 1, ""},
		{"a million entities in a feed", typed("text/xml", laughs()+`<rss version="2.0"><channel><title>&a29;</title><item><title>`+strings.Repeat("&a29;", 100_000)+`</title><link>/fine</link></item></channel></rss>`), 1, ""},
		{"an entity that is a file", typed("text/xml", `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item><title>&x;</title><link>/fine</link></item></channel></rss>`), 1, ""},
		{"an external DTD", typed("text/xml", `<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd"><rss version="2.0"><channel>`+fine+`</channel></rss>`), 1, ""},
		{"the same GUID twice", rss(entry("/fine", "<guid>1</guid>"), entry("/also", "<guid>1</guid>")), 2, "same GUID"},
		{"the same address twice", rss(fine, fine, entry("/fine?utm_source=rss#x", "")), 1, ""},
		{"a date in the future", rss(entry("/fine", "<pubDate>Sat, 21 Nov 2048 10:00:00 GMT</pubDate>")), 1, "lies in the future"},
		{"a date before the web", rss(entry("/fine", "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>")), 1, "before the web began"},
		{"a date of nonsense", rss(entry("/fine", "<pubDate>soon</pubDate>")), 1, "in no known form"},
		{"a date that may be two", rss(entry("/fine", "<pubDate>03/04/2026</pubDate>")), 1, "cannot be told apart"},
		{"a feed that breaks off", typed("text/xml", `<rss version="2.0"><channel>`+fine+entry("/also", "")+"<item><title>Cut"), 2, "broken feed"},
		{"a feed with one broken entry", rss(fine, "<item><title>A <b>bold title</title><link>/lost</link></item", entry("/also", "")), 2, "was left out"},
		{"a feed with raw ampersands", rss("<item><title>War & peace &nbsp; <</title><link>/fine?a=1&b=2</link></item>"), 1, ""},
		{"a feed 10,000 deep", rss(strings.Repeat("<a>", 10_000) + fine + strings.Repeat("</a>", 10_000)), 1, "nested 10"},
		{"a feed with lone elements", rss(entry("/fine", "<description>"+strings.Repeat("<br>", 150)+"</description>"), entry("/also", "")), 1, "nested 15"},
		{"a feed in the wrong charset", typed("application/rss+xml; charset=utf-8", in(charmap.Windows1251, `<?xml version="1.0" encoding="utf-8"?><rss><channel><title>Вестник гавани</title>`)+fine+"</channel></rss>"), 1, ""},
		{"a feed in UTF-16", typed("text/xml", "\xff\xfe"+utf16le(`<?xml version="1.0" encoding="utf-16"?><rss><channel>`+fine+"</channel></rss>")), 1, ""},
		{"a feed with control characters", rss(entry("/fine", "<description>\x01\x02&#0;&#x1f;</description>")), 1, ""},
		{"a feed of nothing", rss(), 0, "no entry"},
		{"a feed with links to nowhere", rss(entry("file:///etc/passwd", ""), entry("javascript:alert(1)", ""), entry("", ""), fine), 1, "no web address"},
		{"a feed that leads to the own network", rss(entry("http://169.254.169.254/latest/", ""), fine), 1, "private or special network"},
		{"a feed whose page is gone", rss(entry("/gone", ""), fine), 1, "404"},
		{"a feed with text for a page that is gone", rss(entry("/gone", `<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>`+prose+`]]></content:encoded>`)), 1, "404"},
		{"a feed with text and no link", rss(`<item><guid isPermaLink="false">x</guid><title>T</title><content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>` + prose + `]]></content:encoded></item>`), 1, "its own text was taken"},
		{"a feed of 300 entries", rss(func() (out []string) {
			for i := range 300 {
				out = append(out, entry(fmt.Sprintf("/fine?n=%d", i), ""))
			}
			return out
		}()...), 100, "200 older entries"},
		{"JSON Feed", typed("application/feed+json", `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":1,"url":"/fine"}]}`), 1, ""},
		{"JSON Feed that breaks off", typed("application/feed+json", `{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"/fine"},{"id":"2","url":`), 1, "the rest of the feed"},
		{"JSON Feed with wrong types", typed("application/feed+json", `{"version":"https://jsonfeed.org/version/1","title":7,"items":[5,null,{"id":{},"url":"/fine","title":["x"],"date_published":9}]}`), 1, "no object"},
		{"an index that lists itself", func(w http.ResponseWriter, r *http.Request) {
			typed("text/xml", `<sitemapindex><sitemap><loc>`+r.URL.Path+`</loc></sitemap><sitemap><loc>`+r.URL.Path+`?x`+r.URL.RawQuery+`</loc></sitemap></sitemapindex>`)(w, r)
		}, 0, "lead to one another"},
		{"a sitemap", typed("text/xml", `<urlset><url><loc>/fine</loc><lastmod>2026-11-20</lastmod></url><url><loc></loc></url></urlset>`), 1, "no address"},
		{"a packed sitemap that is a bomb", typed("application/gzip", string(bomb(12))), 0, "larger than 10 MiB"},
		{"OPML that lists itself", func(w http.ResponseWriter, r *http.Request) {
			typed("text/x-opml", `<opml><body><outline xmlUrl="`+r.URL.Path+`"/></body></opml>`)(w, r)
		}, 0, ""},
		{"a list of addresses", typed("text/plain", "http://169.254.169.254/x\nhttp://localhost/y\n"), 0, "private"},
	}
}

// TestHostileSite goes through everything: each case gives its reports and says what was
// wrong, and none crashes the program or loses anything in silence.
func TestHostileSite(t *testing.T) {
	all := map[string][]hostile{"connection": connections(), "redirect": redirections(), "packing": packings(), "status": statuses(), "page": pages(), "list": lists()}
	h := handlers{"/fine": html(story("Fine")), "/also": html(story("Also"))}
	count := 0
	for group, cases := range all {
		for i, tc := range cases {
			h[fmt.Sprintf("/%s/%d", group, i)] = tc.do
			count++
		}
	}
	if count < 60 {
		t.Errorf("%d cases, want at least 60", count)
	}
	s := site(t, h)
	for _, group := range []string{"connection", "redirect", "packing", "status", "page", "list"} {
		for i, tc := range all[group] {
			t.Run(group+"/"+tc.name, func(t *testing.T) {
				patience := func(o *fetch.Options) {
					if tc.says == "did not answer in full" {
						o.Timeout = 400 * time.Millisecond
					}
				}
				got := take(t, fmt.Sprintf("%s/%s/%d", s.URL, group, i), patience, s.Listener.Addr().String())
				if len(got.reports) != tc.reports {
					t.Errorf("%d reports, want %d", len(got.reports), tc.reports)
				}
				if says := got.says(); !strings.Contains(says, tc.says) || tc.says == "" && says != "" {
					t.Errorf("the issues are\n%swant %q", says, tc.says)
				}
			})
		}
	}
	t.Logf("%d cases", count)
}

// TestHostileRobots tries what robots.txt may be. Every page of the site is fine.
func TestHostileRobots(t *testing.T) {
	for _, tc := range []hostile{
		{"none", status(404), 1, ""},
		{"nothing", typed("text/plain", ""), 1, ""},
		{"keeps all out", typed("text/plain", "User-agent: *\nDisallow: /"), 0, "robots.txt asks programs to keep away"},
		{"keeps us out", typed("text/plain", "User-agent: Trucewatch\nDisallow: /fine\n\nUser-agent: *\nAllow: /"), 0, "robots.txt asks programs to keep away"},
		{"keeps others out", typed("text/plain", "User-agent: trucewatch\nDisallow:\n\nUser-agent: *\nDisallow: /"), 1, ""},
		{"lets one page through", typed("text/plain", "User-agent: *\nDisallow: /\nAllow: /fine"), 1, ""},
		{"with a pattern", typed("text/plain", "User-agent: *\nDisallow: /*ine$"), 0, "robots.txt asks"},
		{"in carriage returns", typed("text/plain", "\xef\xbb\xbfUser-agent: *\rDisallow: /\r"), 0, "robots.txt asks"},
		{"full of nonsense", typed("text/plain", "Disallow: /\nCrawl-delay: soon\nUser-agent: *\nCrawl-delay: -5\nNoindex: /\n\xff\xfe: x\nDisallow: /other"), 1, ""},
		{"a page", html("<h1>Not found"), 1, ""},
		{"a login", status(403), 1, ""},
		{"a fault", status(500), 0, "asking its robots.txt first: the site has a fault"},
		{"too many questions", status(429), 0, "asking its robots.txt first: the site asks to come back later"},
		{"no answer", wire("", nil), 0, "asking its robots.txt first: the connection failed"},
		{"redirect without end", func(w http.ResponseWriter, r *http.Request) { to(302, "/robots.txt")(w, r) }, 1, ""},
		{"redirect to the own network", to(302, "http://10.0.0.1/robots.txt"), 0, "private or special network"},
		{"five megabytes", typed("text/plain", strings.Repeat("# nothing\n", 500_000)), 0, "asking its robots.txt first: it is too large"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := site(t, handlers{"/fine": html(story("Fine")), "/robots.txt": tc.do})
			got := take(t, s.URL+"/fine", nil, s.Listener.Addr().String())
			if says := got.says(); len(got.reports) != tc.reports || !strings.Contains(says, tc.says) || tc.says == "" && says != "" {
				t.Errorf("%d reports, want %d; the issues are\n%swant %q", len(got.reports), tc.reports, says, tc.says)
			}
		})
	}
}

// TestHostileNames looks names up that lead into the own network.
func TestHostileNames(t *testing.T) {
	s := site(t, handlers{"/fine": html(story("Fine")), "/away": to(302, "http://inside.example/fine")})
	_, port, err := net.SplitHostPort(s.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	resolver := names(t, map[string]string{
		"inside.example": "127.0.0.1", "six.example": "::1", "meta.example": "169.254.169.254", "ten.example": "10.1.2.3", "mapped.example": "::ffff:10.0.0.1", "intranet.example": "127.0.0.1",
	})
	use := func(o *fetch.Options) { o.Resolver = resolver }
	allowed := "intranet.example:" + port
	for address, want := range map[string]string{
		"http://inside.example/fine":              "private or special network",
		"https://six.example/fine":                "private or special network",
		"http://meta.example/latest/meta-data/":   "private or special network",
		"http://ten.example/":                     "private or special network",
		"http://mapped.example/":                  "private or special network",
		"http://nowhere.example/":                 "no such host",
		"http://inside.example:" + port + "/fine": "only ports 80 and 443",
		"http://" + allowed + "/fine":             "",
		"http://" + allowed + "/away":             "private or special network",
	} {
		got := take(t, address, use, allowed)
		if says := got.says(); (want == "") != (len(got.reports) == 1) || !strings.Contains(says, want) || want == "" && says != "" {
			t.Errorf("%s gave %d reports and\n%swant %q", address, len(got.reports), says, want)
		}
	}
}

// TestHTTP2 talks HTTP/2 with a site that resets its streams.
func TestHTTP2(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/fine":
			if r.ProtoMajor != 2 {
				t.Errorf("the site was asked by %s", r.Proto)
			}
			html(story("Fine"))(w, r)
		case "/reset":
			w.Header().Set("Content-Length", "90000")
			_, _ = w.Write([]byte("<p>Envoys"))
			_ = http.NewResponseController(w).Flush()
			panic(http.ErrAbortHandler)
		default:
			http.NotFound(w, r)
		}
	}))
	s.EnableHTTP2 = true
	s.StartTLS()
	defer s.Close()
	trust := func(o *fetch.Options) {
		o.Roots = x509.NewCertPool()
		o.Roots.AddCert(s.Certificate())
	}
	if got := take(t, s.URL+"/fine", trust, s.Listener.Addr().String()); len(got.reports) != 1 || got.says() != "" {
		t.Errorf("%d reports\n%s", len(got.reports), got.says())
	}
	if got := take(t, s.URL+"/reset", trust, s.Listener.Addr().String()); len(got.reports) != 0 || !strings.Contains(got.says(), "it will be tried again") {
		t.Errorf("%d reports\n%s", len(got.reports), got.says())
	}
	if got := take(t, s.URL+"/fine", nil, s.Listener.Addr().String()); len(got.reports) != 0 || !strings.Contains(got.says(), "certificate") {
		t.Errorf("a certificate that nobody signed: %d reports\n%s", len(got.reports), got.says())
	}
}

// TestChangedPage fetches a page that changes: both versions are reports.
func TestChangedPage(t *testing.T) {
	s := site(t, handlers{"/live": changing(story("Toll at 30"), story("Toll at 43"))})
	first, second := take(t, s.URL+"/live", nil, s.Listener.Addr().String()), take(t, s.URL+"/live", nil, s.Listener.Addr().String())
	again := take(t, s.URL+"/live", nil, s.Listener.Addr().String())
	if len(first.reports) != 1 || len(second.reports) != 1 || len(again.reports) != 1 {
		t.Fatal("a version is missing")
	}
	if first.reports[0].ID == second.reports[0].ID || second.reports[0].ID != again.reports[0].ID {
		t.Errorf("the versions are %s, %s and %s", first.reports[0].ID, second.reports[0].ID, again.reports[0].ID)
	}
}

// TestHostileMemory takes the bombs again and counts what they cost.
func TestHostileMemory(t *testing.T) {
	s := site(t, handlers{"/bomb": packedAs("gzip", bomb(500)), "/big": html(strings.Repeat("<p>x", 50<<20/4))})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, path := range []string{"/bomb", "/big"} {
		take(t, s.URL+path, nil, s.Listener.Addr().String())
	}
	runtime.ReadMemStats(&after)
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 150 {
		t.Errorf("%d MiB were allocated", used)
	}
}
