package extract

import (
	"fmt"
	"strings"
	"testing"
)

// story is what must come out of a page.
type story struct {
	title, date, by, outlet string
	body                    []string
}

// stories are two made-up reports: one of many paragraphs, one of few.
func stories() []story {
	return []story{
		{
			"Ferry crews end strike in Dorn harbour", "2020-02-18", "Ilse Maren", "Harbour Gazette",
			[]string{
				"Ferry crews in the port of Dorn went back to work on Tuesday after eleven days, and the first boat left for the islands at noon with four hundred people on board.",
				"The port office and the union of seamen signed a paper that raises pay by four percent from June and ends night shifts for crews with small children.",
				"“Nobody has won and nobody has lost,” said Oda Brandt, who spoke for the crews. She thanked the fishermen who had carried milk and medicine across the sound.",
				"Hotels on the islands had asked the governor for help. About nine hundred guests were stuck there when the strike began, the chamber of commerce said.",
				"The two sides will meet again in September to talk about the winter timetable, which the crews call too dense for boats of that age.",
			},
		},
		{
			"Envoys talk about captives in Ilsen", "2020-03-03", "Tomas Reik and Ana Lund", "The Northgate Observer",
			[]string{
				"Envoys of the two valleys met in Ilsen on Monday and agreed to exchange lists of captives before the end of the week, the mayor of the town said.",
				"Both had broken off their talks in March, when shells fell on the bridge at Lower Mill and killed two shepherds. A third man lost a leg.",
			},
		},
	}
}

// layout makes a page of a report. What it does not show, a report cannot be asked for.
type layout struct {
	name  string
	page  func(s story) string
	lacks string // fields that the page does not have: date by outlet
}

func inP(s story) string { return "<p>" + strings.Join(s.body, "</p>\n<p>") + "</p>\n" }

func ld(s story, more string) string {
	var authors []string
	for name := range strings.SplitSeq(s.by, " and ") {
		authors = append(authors, fmt.Sprintf(`{"@type":"Person","name":%q}`, name))
	}
	return fmt.Sprintf(`<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":%q,"datePublished":"%sT08:15:00Z","author":[%s],"publisher":{"@type":"Organization","name":%q}%s}</script>`,
		s.title, s.date, strings.Join(authors, ","), s.outlet, more)
}

func og(s story) string {
	return fmt.Sprintf(`<meta property="og:title" content=%q><meta property="og:site_name" content=%q><meta property="article:published_time" content="%sT08:15:00+02:00"><meta name="author" content=%q>`, s.title, s.outlet, s.date, s.by)
}

const (
	menu    = `<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li><li><a href="/weather">Weather</a></li></ul></nav>`
	footer  = `<footer><p>© 2031 All rights reserved. No part of this site may be copied without our leave.</p><ul><li><a href="/imprint">Imprint</a></li><li><a href="/privacy">Privacy</a></li></ul></footer>`
	cookies = `<div id="cookie-banner" role="dialog" class="cookie-consent"><p>We and our 812 partners store cookies on your device to measure how you use our pages and to show you advertising.</p><button>Accept all</button><button>Reject</button></div>`
	related = `<aside class="related"><h3>Related stories</h3><ul><li><a href="/a1">Storm closes schools on the coast</a></li><li><a href="/a2">Price of herring at ten-year high</a></li><li><a href="/a3">Museum buys old lighthouse lamp</a></li></ul></aside>`
	letter  = `<div class="newsletter-signup"><h4>Sign up to our newsletter</h4><p>Get the news of the day in your inbox every morning at six.</p><form><input type="email"><button>Subscribe</button></form></div>`
	share   = `<div class="share-buttons"><a href="#">Share on Facebook</a> <a href="#">Tweet</a> <a href="#">Copy link</a></div>`
	figure  = `<figure><img src="/x.jpg" alt="boats"><figcaption>Boats lie in the harbour of Dorn on Sunday. Photo: P. Quist / Coast Pictures</figcaption></figure>`
	ads     = `<div class="ad-slot"><span>Advertisement</span></div>`
	remarks = `<section id="comments"><h3>Comments (2)</h3><div class="comment"><p>Sealover31: It was high time, my mother waited nine days for her pills.</p></div><div class="comment"><p>Quay: And who pays for all this in the end?</p></div></section>`
)

func pageOf(head, body string) string {
	return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">" + head + "</head><body>" + body + "</body></html>"
}

func titled(s story) string { return "<title>" + s.title + " | " + s.outlet + "</title>" }

func plainLayouts() []layout {
	return []layout{
		{"article with menu and footer", func(s story) string {
			return pageOf(titled(s)+og(s), menu+"<main><article><h1>"+s.title+"</h1>"+inP(s)+"</article></main>"+footer)
		}, ""},
		{"cookie banner before all", func(s story) string {
			return pageOf(titled(s)+og(s), cookies+menu+"<article><h1>"+s.title+"</h1>"+inP(s)+"</article>"+footer)
		}, ""},
		{"related stories in the middle", func(s story) string {
			return pageOf(titled(s)+ld(s, ""), menu+"<article><h1>"+s.title+"</h1><p>"+s.body[0]+"</p>"+related+"<p>"+strings.Join(s.body[1:], "</p><p>")+"</p></article>"+footer)
		}, ""},
		{"captions and credits", func(s story) string {
			return pageOf(titled(s)+ld(s, ""), menu+"<article><h1>"+s.title+"</h1>"+figure+inP(s)+figure+"</article>"+footer)
		}, ""},
		{"only JSON-LD tells date and author", func(s story) string {
			return pageOf(titled(s)+ld(s, ""), "<div class=page><div class=story><h1>"+s.title+"</h1>"+inP(s)+"</div></div>")
		}, ""},
		{"only a time element and a byline", func(s story) string {
			return pageOf(titled(s)+`<meta property="og:site_name" content="`+s.outlet+`">`, menu+"<article><header><h1>"+s.title+`</h1><p class="byline">By `+s.by+`</p><time datetime="`+s.date+`T09:00:00Z">that morning</time></header>`+inP(s)+"</article>")
		}, ""},
		{"microdata", func(s story) string {
			return pageOf(titled(s)+`<meta property="og:site_name" content="`+s.outlet+`">`, `<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">`+s.title+`</h1><span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">`+s.by+`</span></span><meta itemprop="datePublished" content="`+s.date+`"><div itemprop="articleBody">`+inP(s)+"</div></div>"+footer)
		}, ""},
		{"div soup", func(s story) string {
			return pageOf(titled(s)+og(s), `<div class="wrap"><div class="top">`+menu+`</div><div class="row"><div class="col8"><div class="t">`+s.title+`</div>`+strings.ReplaceAll(strings.ReplaceAll(inP(s), "<p>", `<div class="par">`), "</p>", "</div>")+`</div><div class="col4">`+related+letter+`</div></div></div>`+footer)
		}, ""},
		{"line breaks for paragraphs", func(s story) string {
			return pageOf(titled(s)+og(s), menu+"<article><h1>"+s.title+"</h1><div>"+strings.Join(s.body, "<br><br>")+"</div></article>"+footer)
		}, ""},
		{"an old page of tables", func(s story) string {
			return pageOf(titled(s)+og(s), `<table width="760"><tr><td colspan=2>`+menu+`</td></tr><tr><td width=140><a href="/1">Home</a><br><a href="/2">World</a></td><td><font size=5><b>`+s.title+`</b></font>`+inP(s)+`</td></tr></table>`+footer)
		}, ""},
		{"share buttons and tags", func(s story) string {
			return pageOf(titled(s)+og(s), menu+"<article><h1>"+s.title+"</h1>"+share+inP(s)+share+`<ul class="tags"><li><a href="/t/dorn">Dorn</a></li><li><a href="/t/ports">Ports</a></li></ul></article>`+footer)
		}, ""},
		{"newsletter box between paragraphs", func(s story) string {
			return pageOf(titled(s)+og(s), menu+"<article><h1>"+s.title+"</h1><p>"+s.body[0]+"</p>"+letter+"<p>"+strings.Join(s.body[1:], "</p><p>")+"</p></article>"+footer)
		}, ""},
	}
}

func furtherLayouts() []layout {
	return []layout{
		{"comments of readers", func(s story) string {
			return pageOf(titled(s)+og(s), menu+"<article><h1>"+s.title+"</h1>"+inP(s)+"</article>"+remarks+footer)
		}, ""},
		{"advertising between paragraphs", func(s story) string {
			return pageOf(titled(s)+og(s), menu+"<article><h1>"+s.title+"</h1><p>"+strings.Join(s.body, "</p>"+ads+"<p>")+"</p></article>"+footer)
		}, ""},
		{"AMP", func(s story) string {
			return `<!doctype html><html ⚡ lang="en"><head><meta charset="utf-8"><link rel="canonical" href="https://news.example/2031/story">` + titled(s) + ld(s, "") + `<style amp-boilerplate>body{visibility:hidden}</style></head><body><amp-sidebar id="s">` + menu + `</amp-sidebar><article class="amp-article"><h1 class="amp-title">` + s.title + `</h1><amp-img src="x.jpg" width=1 height=1></amp-img>` + inP(s) + `</article><amp-consent id="c"><p>We use cookies to run this site.</p></amp-consent></body></html>`
		}, ""},
		{"live blog", func(s story) string {
			var entries strings.Builder
			for i, p := range s.body {
				fmt.Fprintf(&entries, `<div class="live-post"><time datetime="%sT%02d:00:00Z">%02d:00</time><p>%s</p></div>`, s.date, 9+i, 9+i, p)
			}
			return pageOf(titled(s)+ld(s, ""), menu+`<main><h1>`+s.title+`</h1><div class="live-blog">`+entries.String()+"</div></main>"+footer)
		}, ""},
		{"paywall stub", func(s story) string {
			return pageOf(titled(s)+ld(s, `,"isAccessibleForFree":false`), menu+"<article><h1>"+s.title+"</h1>"+inP(s)+`<div class="paywall"><h3>Read on with a subscription</h3><p>Four weeks for one crown, then twelve crowns a month. Cancel when you like.</p><a href="/subscribe">Subscribe now</a></div></article>`+footer)
		}, ""},
		{"text in JSON-LD alone", func(s story) string {
			return pageOf(titled(s)+ld(s, fmt.Sprintf(`,"articleBody":%q`, strings.Join(s.body, "\n\n"))), `<div id="root"></div><noscript>Please turn on JavaScript.</noscript>`)
		}, ""},
		{"most read beside the text", func(s story) string {
			return pageOf(titled(s)+og(s), menu+`<div class="main"><article><h1>`+s.title+"</h1>"+inP(s)+`</article><div class="sidebar"><h3>Most read</h3><ol><li><a href="/m1">Ten ways to cook cod</a></li><li><a href="/m2">The strangest houses of the coast</a></li></ol></div></div>`+footer)
		}, ""},
		{"cross-heads and a quotation", func(s story) string {
			half := (len(s.body) + 1) / 2
			return pageOf(titled(s)+og(s), menu+"<article><h1>"+s.title+"</h1><p>"+strings.Join(s.body[:half], "</p><p>")+"</p><p>"+strings.Join(s.body[half:], "</p><p>")+"</p></article>"+related+footer)
		}, ""},
		{"a strap and a byline of its own", func(s story) string {
			return pageOf(titled(s)+`<meta property="og:site_name" content="`+s.outlet+`"><meta name="date" content="`+s.date+`">`, menu+`<article><h1>`+s.title+`</h1><div class="author">By <a rel="author" href="/people/1">`+s.by+`</a></div>`+inP(s)+"</article>"+footer)
		}, ""},
		{"sections without article", func(s story) string {
			return pageOf(titled(s)+og(s), `<header>`+menu+`</header><section class="content"><h1>`+s.title+`</h1>`+inP(s)+`</section><section class="more"><h2>More from this section</h2><a href="/b">Lights on the quay replaced</a><a href="/c">Divers find anchor</a></section>`+footer)
		}, ""},
		{"a social post in the middle", func(s story) string {
			return pageOf(titled(s)+og(s), menu+"<article><h1>"+s.title+"</h1><p>"+s.body[0]+`</p><blockquote class="twitter-tweet"><p>On board at last!</p>— Quay (@quay) <a href="https://t.example/1">May 6</a></blockquote><p>`+strings.Join(s.body[1:], "</p><p>")+"</p></article>"+footer)
		}, ""},
		{"tags never closed", func(s story) string {
			return pageOf(titled(s)+og(s), "<div>"+menu+"<article><h1>"+s.title+"<p>"+strings.Join(s.body, "<p>")+footer)
		}, ""},
		{"words of the editors around the text", func(s story) string {
			return pageOf(titled(s)+og(s), menu+"<article><h1>"+s.title+`</h1><p class="meta">Updated 3 hours ago · 4 min read</p>`+inP(s)+`<p><em>This report was updated to correct the spelling of a name.</em></p><p>Read more: <a href="/z">All about the coast</a></p></article>`+footer)
		}, ""},
		{"nothing but the text", func(s story) string {
			return "<h1>" + s.title + "</h1>" + inP(s)
		}, "date by outlet"},
	}
}

// measure counts what came out right.
type measure struct{ right, wrong, missed int }

func (m *measure) add(o measure) {
	m.right, m.wrong, m.missed = m.right+o.right, m.wrong+o.wrong, m.missed+o.missed
}

func (m measure) f1() float64 {
	return 2 * float64(m.right) / float64(max(1, 2*m.right+m.wrong+m.missed))
}

// wordsIn counts the words that a text has of another, those it has beside, and those
// it lacks.
func wordsIn(got, want string) measure {
	n := map[string]int{}
	for w := range strings.FieldsSeq(want) {
		n[w]++
	}
	var m measure
	for w := range strings.FieldsSeq(got) {
		if n[w] > 0 {
			n[w]--
			m.right++
		} else {
			m.wrong++
		}
	}
	for _, left := range n {
		m.missed += left
	}
	return m
}

// fieldIn is one right, or one wrong and one missed.
func fieldIn(got string, right bool) measure {
	switch {
	case right:
		return measure{right: 1}
	case got == "":
		return measure{missed: 1}
	}
	return measure{wrong: 1, missed: 1}
}

// TestLayouts takes reports out of made-up pages in the layouts of news sites, and
// holds F1 of text and fields to a floor. The headline counts to the text.
func TestLayouts(t *testing.T) {
	rules := load(t)
	total := map[string]*measure{"body": {}, "title": {}, "date": {}, "by": {}, "outlet": {}}
	pages := 0
	for _, l := range append(plainLayouts(), furtherLayouts()...) {
		for i, s := range stories() {
			pages++
			reports, _ := Reports(web(fmt.Sprintf("https://site%d.example/story", i), l.page(s), ""), rules)
			if len(reports) != 1 {
				t.Errorf("%s: %d reports", l.name, len(reports))
				continue
			}
			r := reports[0]
			body := wordsIn(strings.TrimPrefix(strings.TrimSpace(r.Text), s.title), strings.Join(s.body, "\n"))
			by := true
			for name := range strings.SplitSeq(s.by, " and ") {
				by = by && strings.Contains(r.Byline, name)
			}
			for field, m := range map[string]measure{
				"body": body, "title": fieldIn(r.Title, r.Title == s.title), "date": fieldIn(r.Published.Date, r.Published.Date == s.date),
				"by": fieldIn(r.Byline, by), "outlet": fieldIn(r.Outlet, r.Outlet == s.outlet),
			} {
				if strings.Contains(l.lacks, field) {
					continue
				}
				total[field].add(m)
				if m.f1() < 0.97 {
					t.Logf("%s, story %d: %s has F1 %.2f: title %q, date %q, by %q, outlet %q\n%s", l.name, i+1, field, m.f1(), r.Title, r.Published.Date, r.Byline, r.Outlet, r.Text)
				}
			}
		}
	}
	if pages < 40 {
		t.Errorf("%d pages, want 40 at least", pages)
	}
	for field, floor := range map[string]float64{"body": 0.95, "title": 0.98, "date": 0.98, "by": 0.95, "outlet": 0.98} {
		t.Logf("%s: F1 %.3f over %d pages", field, total[field].f1(), pages)
		if total[field].f1() < floor {
			t.Errorf("%s: F1 %.3f, want %.2f at least", field, total[field].f1(), floor)
		}
	}
}
