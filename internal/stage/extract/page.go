package extract

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/trucewatch/trucewatch"
	"github.com/trucewatch/trucewatch/internal/base/text"
)

// treeBytes is the size above which a page is read without building its tree. The
// largest of 600 news pages had 1.2 MB.
const treeBytes = 4 << 20

// fewBytes is the length below which the text of a page is too short for a report.
const fewBytes = 150

// page reads an HTML page: the text of the report and what the page says about it.
// A page that is nested too deep for a tree, or too large, is read tag by tag.
func page(s string, rules *Rules, k *collector) draft {
	why := "it is larger than 4 MiB"
	if len(s) <= treeBytes {
		root, err := html.Parse(strings.NewReader(s))
		if err == nil {
			return treePage(root, s, rules, k)
		}
		why = "its tree cannot be built: " + err.Error()
	}
	k.add("", "the page was read without its structure; menus may stand in the text", why)
	d := headMeta(s, rules)
	d.text = flatText(withinArticle(s))
	return d
}

// treePage reads a page that has a tree.
func treePage(root *html.Node, s string, rules *Rules, k *collector) draft {
	d := pageMeta(root, rules)
	d.text = reportText(root)
	if len(d.text) < fewBytes && len(d.linked) > fewBytes {
		d.text = d.linked // the page is drawn by a script; search engines get the text here
	}
	if flat := flatText(s); len(d.text) < fewBytes && len(flat) > 4*fewBytes {
		k.add("", "the page was read without its structure; menus may stand in the text", "the part that holds the report was not found")
		d.text = flat
	}
	return d
}

// declared returns the encoding that a page names for itself in its first bytes.
func declared(c trucewatch.Capture) string {
	if _, params, ok := strings.Cut(c.MediaType, "charset="); ok {
		return strings.Trim(params, `"' `)
	}
	return text.Declared(c.Bytes)
}

// dropped lists the elements whose content is no part of a report.
func dropped(tag string) bool {
	switch tag {
	case "script", "style", "nav", "aside", "footer", "noscript", "template", "iframe",
		"svg", "button", "select", "object", "embed", "canvas", "video", "audio", "figure",
		"head", "title", "textarea", "math", "dialog", "menu":
		return true
	}
	return false
}

// furniture lists the words in class and id that mark what surrounds a report.
func furniture() []string {
	return []string{
		"comment", "comments", "related", "share", "sharing", "social", "promo", "promos", "promotion", "newsletter", "cookie", "cookies", "sidebar",
		"footer", "nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "advert", "advertisement", "ad", "ads", "recommended",
		"recommendations", "mostread", "trending", "popup", "modal", "banner", "toolbar", "readmore", "outbrain", "taboola", "taglist", "tags",
		"caption", "figcaption", "disqus",
	}
}

// aside reports whether an element stands around the report and not in it.
func aside(n *html.Node) bool {
	if dropped(n.Data) {
		return true
	}
	if n.DataAtom == atom.Html || n.DataAtom == atom.Body || n.DataAtom == atom.Article || n.DataAtom == atom.Main {
		return false
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			if strings.Contains(strings.ReplaceAll(strings.ToLower(a.Val), " ", ""), "display:none") {
				return true
			}
		case "role":
			switch a.Val {
			case "navigation", "complementary", "contentinfo", "search", "dialog", "banner":
				return true
			}
		case "class", "id":
			if marks(a.Val) {
				return true
			}
		}
	}
	return false
}

// marks reports whether a word of a class or id is one of the furniture words. The
// words are told apart at spaces, "-" and "_", so "overflow-hidden" hides nothing.
func marks(value string) bool {
	low := strings.ToLower(value)
	for _, compound := range []string{"most-read", "read-more", "tag-list", "author-bio", "skip-link", "also-like", "sr-only", "screen-reader"} {
		if strings.Contains(low, compound) {
			return true
		}
	}
	known := furniture()
	for class := range strings.FieldsSeq(low) {
		words := strings.FieldsFunc(class, func(r rune) bool { return r == '-' || r == '_' })
		if len(words) > 1 && slices.Contains([]string{"has", "with", "no", "without", "is"}, words[0]) {
			continue // "has-sidebar" stands on what lies beside the sidebar
		}
		if slices.ContainsFunc(words, func(w string) bool { return slices.Contains(known, w) }) {
			return true
		}
	}
	return false
}

// block reports whether an element begins a new line of text.
func block(tag string) bool {
	switch tag {
	case "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote",
		"pre", "section", "article", "main", "header", "table", "tr", "td", "th", "br", "hr", "address", "body",
		"details", "summary", "center", "figcaption", "footer", "aside", "nav", "title", "option":
		return true
	}
	return false
}

// reportText finds the part of a page that holds the report, and gives it as lines.
func reportText(root *html.Node) string {
	top := container(root)
	var w lineWriter
	w.node(top, false)
	w.end()
	if h := heading(root); h != "" && !strings.Contains(w.text(), h) && len(w.lines) > 0 {
		return h + "\n" + w.text()
	}
	return w.text()
}

// lineWriter gathers lines of text from a tree. Runs of links without prose are left
// out: they lead to other reports.
type lineWriter struct {
	lines          []string
	now            strings.Builder
	linked, length int
}

func (w *lineWriter) node(n *html.Node, inLink bool) {
	switch n.Type {
	case html.TextNode:
		w.now.WriteString(n.Data)
		size := len(strings.TrimSpace(n.Data))
		w.length += size
		if inLink {
			w.linked += size
		}
		return
	case html.ElementNode:
		if aside(n) {
			return
		}
		inLink = inLink || n.DataAtom == atom.A
	case html.CommentNode, html.DoctypeNode, html.ErrorNode, html.RawNode:
		return
	case html.DocumentNode:
	}
	if block(n.Data) {
		w.end()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, inLink)
	}
	if block(n.Data) {
		w.end()
	}
}

// end closes a line.
func (w *lineWriter) end() {
	l := oneLine(w.now.String())
	const linkShare, longLine = 0.6, 200
	menu := len(l) < longLine && float64(w.linked) > linkShare*float64(w.length)
	if l != "" && !menu {
		w.lines = append(w.lines, l)
	}
	w.now.Reset()
	w.linked, w.length = 0, 0
}

func (w *lineWriter) text() string { return strings.Join(w.lines, "\n") }

// chooser looks for the element that holds the report.
type chooser struct {
	// scores holds the weight of the paragraphs below each element: whole for the
	// parent, half for its parent, and so on.
	scores map[*html.Node]int
	best   *html.Node
	total  int
	// said is the element the page itself names, with its rank and size.
	said       *html.Node
	rank, size int
}

// container chooses the element that holds the report: one the page names as such,
// else the one with most prose in its own paragraphs, else the whole page. Either
// must hold half of all prose.
func container(root *html.Node) *html.Node {
	c := &chooser{scores: map[*html.Node]int{}}
	walkNodes(root, c.visit)
	switch {
	case c.said != nil && c.size*2 >= c.total:
		return c.said
	case c.best != nil && size(c.best)*2 >= c.total:
		return c.best
	case c.best != nil && c.best.Parent != nil && size(c.best.Parent)*2 >= c.total:
		return c.best.Parent
	}
	return root
}

func (c *chooser) visit(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return true
	}
	if aside(n) {
		return false
	}
	if r := bodyRank(n); r > 0 && r >= c.rank && !within(n, c.said, r == c.rank) {
		if s := size(n); r > c.rank && s > 0 || s > c.size {
			c.said, c.rank, c.size = n, r, s
		}
	}
	s := paragraph(n)
	if s == 0 {
		return true
	}
	c.total += s
	for p, share := n.Parent, s; p != nil && share > 0; p, share = p.Parent, share/2 {
		c.scores[p] += share
		if c.best == nil || c.scores[p] > c.scores[c.best] {
			c.best = p
		}
	}
	return false
}

// within reports whether n lies in an element of its own rank, which holds it anyway.
func within(n, outer *html.Node, sameRank bool) bool {
	for p := n.Parent; sameRank && p != nil; p = p.Parent {
		if p == outer {
			return true
		}
	}
	return false
}

// bodyRank tells how surely the page itself says that an element holds the report.
func bodyRank(n *html.Node) int {
	switch {
	case strings.EqualFold(attr(n, "itemprop"), "articleBody"):
		return 3
	case n.DataAtom == atom.Article:
		return 2
	case n.DataAtom == atom.Main, attr(n, "role") == "main":
		return 1
	}
	return 0
}

// paragraph returns the weight of a paragraph of prose: its length without links, or
// nothing if it is short.
func paragraph(n *html.Node) int {
	const short = 40
	if n.DataAtom != atom.P && n.DataAtom != atom.Pre && n.DataAtom != atom.Blockquote {
		return 0
	}
	if s := size(n); s >= short {
		return s
	}
	return 0
}

// size returns the bytes of text in an element, without furniture and links.
func size(n *html.Node) int {
	total := 0
	walkNodes(n, func(c *html.Node) bool {
		if c.Type == html.TextNode {
			total += len(strings.TrimSpace(c.Data))
		}
		return c.Type != html.ElementNode || c.DataAtom != atom.A && (c == n || !aside(c))
	})
	return total
}

// heading returns the main heading of a page, where there is exactly one.
func heading(root *html.Node) string {
	var found []string
	walkNodes(root, func(n *html.Node) bool {
		if n.DataAtom != atom.H1 {
			return n.Type != html.ElementNode || !dropped(n.Data)
		}
		if s := oneLine(allText(n)); s != "" {
			found = append(found, s)
		}
		return false
	})
	if len(found) != 1 {
		return ""
	}
	return found[0]
}

// walkNodes visits a tree in order; visit says whether to go into a node. The parser
// bounds the depth of a tree, so recursion is safe.
func walkNodes(n *html.Node, visit func(*html.Node) bool) {
	if !visit(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		walkNodes(c, visit)
	}
}

func allText(n *html.Node) string {
	var b strings.Builder
	walkNodes(n, func(c *html.Node) bool {
		if c.Type == html.TextNode {
			b.WriteString(c.Data + " ")
		}
		return true
	})
	return b.String()
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// flatText reads a page tag by tag: text between block tags makes a line; what stands
// in scripts, styles and menus is left out. Where a menu is never closed, menus are
// read too, for else the rest of the page would be lost.
func flatText(s string) string {
	out, closed := flat(s, dropped)
	if !closed {
		out, _ = flat(s, unread)
	}
	return out
}

// unread lists the elements whose content is never prose.
func unread(tag string) bool {
	switch tag {
	case "script", "style", "svg", "template", "title", "textarea", "iframe", "noscript":
		return true
	}
	return false
}

// flat reads tag by tag without the elements that drop names, and tells whether each
// of those was closed.
func flat(s string, drop func(tag string) bool) (text string, closed bool) {
	z := html.NewTokenizer(strings.NewReader(s))
	var w lineWriter
	links, depth, skip := 0, 0, ""
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		t := z.Token()
		switch {
		case skip != "":
			if t.Data == skip {
				depth += step(kind)
			}
			if depth == 0 {
				skip = ""
			}
		case kind == html.TextToken:
			w.node(&html.Node{Type: html.TextNode, Data: t.Data}, links > 0)
		case kind == html.StartTagToken && drop(t.Data) && t.Data != "head":
			skip, depth = t.Data, 1
		case t.DataAtom == atom.A:
			links = max(0, links+step(kind))
		case block(t.Data):
			w.end()
		}
	}
	w.end()
	return w.text(), skip == ""
}

// step counts elements that are open.
func step(kind html.TokenType) int {
	switch kind {
	case html.StartTagToken:
		return 1
	case html.EndTagToken:
		return -1
	case html.ErrorToken, html.TextToken, html.SelfClosingTagToken, html.CommentToken, html.DoctypeToken:
	}
	return 0
}
