package extract

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pageDate ranks the places where a page states its date of publication.
type pageDate struct {
	rank  int
	found evidence
}

// metaReader gathers what a page says about itself.
type metaReader struct {
	rules *Rules
	d     draft
	// og is the title for sharing, which is cleaner than the title element.
	og, element string
	dates       []pageDate
	// times are the days of time elements within the report that nothing marks.
	times map[string]evidence
}

// pageMeta reads title, address, site, authors, language and dates of a page from
// meta and link elements, JSON-LD and time elements.
func pageMeta(root *html.Node, rules *Rules) draft {
	m := &metaReader{rules: rules, times: map[string]evidence{}}
	walkNodes(root, func(n *html.Node) bool {
		if n.Type == html.ElementNode {
			m.visit(n)
		}
		return true
	})
	d := m.d
	d.title = m.og
	if d.title == "" {
		d.title = m.element
	}
	if d.title == "" {
		d.title = heading(root)
	}
	if len(m.times) == 1 { // of several nobody can tell which is the report's
		for _, e := range m.times {
			m.dates = append(m.dates, pageDate{lastRank, e})
		}
	}
	slices.SortStableFunc(m.dates, func(a, b pageDate) int { return a.rank - b.rank })
	for _, p := range m.dates {
		d.dates = append(d.dates, p.found)
	}
	if len(d.dates) > 1 {
		d.dates = d.dates[:1]
	}
	d.clean()
	return d
}

// visit reads one element.
func (m *metaReader) visit(n *html.Node) {
	switch n.Data {
	case "html":
		m.d.lang = attr(n, "lang")
	case "title":
		if m.element == "" && n.Parent != nil && n.Parent.DataAtom == atom.Head {
			m.element = allText(n)
		}
	case "link":
		if strings.EqualFold(attr(n, "rel"), "canonical") && strings.TrimSpace(attr(n, "href")) != "" {
			m.d.url = strings.TrimSpace(attr(n, "href"))
		}
	case "meta":
		m.meta(n)
	case "time":
		m.time(n)
	case "script":
		if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") {
			m.linked(allText(n))
		}
	}
	m.author(n)
	if strings.EqualFold(attr(n, "itemprop"), "datePublished") {
		m.date(2, attr(n, "content"), "itemprop datePublished")
		m.date(2, attr(n, "datetime"), "itemprop datePublished")
	}
}

// author reads an element that is marked as the name of who signed the report.
func (m *metaReader) author(n *html.Node) {
	marked := attr(n, "rel") == "author" || strings.EqualFold(attr(n, "itemprop"), "author")
	if !marked || n.Data == "meta" || n.Data == "link" || withinFurniture(n) {
		return
	}
	if name := oneLine(allText(n)); name != "" && len(name) <= longestByline {
		m.d.credits = append(m.d.credits, name)
	}
}

// meta reads one meta element.
func (m *metaReader) meta(n *html.Node) {
	value := attr(n, "content")
	key := strings.ToLower(attr(n, "property"))
	if key == "" {
		key = strings.ToLower(attr(n, "name"))
	}
	switch key {
	case "og:title", "twitter:title":
		if m.og == "" {
			m.og = value
		}
	case "og:site_name", "application-name":
		if m.d.site == "" {
			m.d.site = value
		}
	case "og:url":
		if m.d.url == "" {
			m.d.url = value
		}
	case "author", "article:author", "byl", "dc.creator", "parsely-author", "sailthru.author":
		if value != "" && !strings.Contains(value, "://") { // the address of a profile names nobody
			m.d.credits = append(m.d.credits, value)
		}
	case "article:published_time":
		m.date(0, value, key)
	case "date", "pubdate", "publishdate", "publish-date", "publication_date", "publish_date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued",
		"dcterms.created", "sailthru.date", "parsely-pub-date", "article.published", "article:published", "datepublished", "citation_publication_date",
		"cxenseparse:recs:publishtime", "og:published_time", "published_time", "originalpublicationdate":
		m.date(3, value, key)
	}
}

// time reads a time element that is marked as the date of publication.
func (m *metaReader) time(n *html.Node) {
	marked := attr(n, "pubdate") != "" || strings.EqualFold(attr(n, "itemprop"), "datePublished")
	class := strings.ToLower(attr(n, "class"))
	for _, w := range []string{"publish", "pubdate", "entry-date", "dateline", "timestamp", "post-date"} {
		marked = marked || strings.Contains(class, w) && !strings.Contains(class, "updated")
	}
	for _, a := range n.Attr {
		marked = marked || a.Key == "pubdate"
	}
	value := attr(n, "datetime")
	if marked {
		m.date(4, value, "time element")
	} else if date := m.rules.stamp(value); date != "" && withinReport(n) {
		m.times[date] = evidence{date, fmt.Sprintf("the only time element within the report has %q", value)}
	}
}

// lastRank is that of a date with the weakest mark; longestByline bounds names of authors.
const lastRank, longestByline = 5, 120

// withinReport reports whether an element stands in what the page names as its report,
// and not in what stands around it.
func withinReport(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Type != html.ElementNode {
			continue
		}
		if bodyRank(p) > 1 {
			return true
		}
		if aside(p) {
			return false
		}
	}
	return false
}

func (m *metaReader) date(rank int, value, where string) {
	if date := m.rules.stamp(value); date != "" {
		m.dates = append(m.dates, pageDate{rank, evidence{date, fmt.Sprintf("the page has %s %q", where, value)}})
	}
}

// withinFurniture reports whether an element stands in what surrounds a report, such as
// the comments below it.
func withinFurniture(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if p.Type == html.ElementNode && aside(p) {
			return true
		}
	}
	return false
}

// linked reads a JSON-LD block: a news report, a list, or a graph of such. Blocks with
// the commonest faults are mended first: comments around them, lines broken within
// strings, commas too many.
func (m *metaReader) linked(s string) {
	s = strings.NewReplacer("<!--", "", "-->", "", "//<![CDATA[", "", "//]]>", "", "<![CDATA[", "", "]]>", "").Replace(s)
	for _, mend := range []func(string) string{strings.TrimSpace, mended} {
		dec := json.NewDecoder(strings.NewReader(mend(s)))
		dec.UseNumber()
		var v any
		if dec.Decode(&v) == nil {
			m.linkedValue(v, 0)
			return
		}
	}
}

// mended puts spaces for line breaks and drops commas before a closing bracket.
func mended(s string) string {
	var b strings.Builder
	s = strings.TrimSuffix(strings.Join(strings.Fields(s), " "), ";")
	for i := range len(s) {
		if s[i] == ',' {
			if rest := strings.TrimLeft(s[i+1:min(len(s), i+3)], " "); strings.HasPrefix(rest, "}") || strings.HasPrefix(rest, "]") {
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func (m *metaReader) linkedValue(v any, depth int) {
	if depth > 4 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, member := range v {
			m.linkedValue(member, depth+1)
		}
	case map[string]any:
		f := newFields(v)
		m.linkedValue(f["@graph"], depth+1)
		m.linkedValue(f["mainentity"], depth+1)
		kind := strings.ToLower(words(f["@type"], 0))
		if !strings.Contains(kind, "article") && !strings.Contains(kind, "posting") && !strings.Contains(kind, "report") {
			return
		}
		m.date(1, words(f["datepublished"], 0), "JSON-LD datePublished")
		if title := words(f["headline"], 0); m.og == "" {
			m.og = title
		}
		if m.d.site == "" {
			m.d.site = words(f["publisher"], 0)
		}
		if text := words(f["articlebody"], 0); len(text) > len(m.d.linked) {
			m.d.linked = linkedText(text)
		}
		if author := words(f["author"], 0); author != "" && !strings.Contains(author, "://") {
			m.d.credits = append(m.d.credits, author)
		}
	}
}

// linkedText makes lines of a text in JSON-LD, which may be HTML.
func linkedText(s string) string {
	if marked(s) || strings.Contains(s, "&lt;p&gt;") {
		return flatText(html.UnescapeString(s))
	}
	var lines []string
	for l := range strings.Lines(s) {
		if l = oneLine(html.UnescapeString(l)); l != "" {
			lines = append(lines, l)
		}
	}
	return strings.Join(lines, "\n")
}

// headMeta reads what the head of a page says about it, where the whole page has no tree.
func headMeta(s string, rules *Rules) draft {
	const most = 1 << 20
	head := s[:min(len(s), most)]
	low := strings.ToLower(head)
	for _, mark := range []string{"</head", "<body", "<p"} {
		if end := strings.Index(low, mark); end >= 0 {
			head = head[:end]
			break
		}
	}
	root, err := html.Parse(strings.NewReader(head))
	if err != nil {
		return draft{}
	}
	return pageMeta(root, rules)
}

// withinArticle cuts a page that has no tree down to its report, where the page names one
// that holds text enough.
func withinArticle(s string) string {
	low := strings.ToLower(s)
	const letters = "<article"
	begin, end := strings.Index(low, letters), strings.LastIndex(low, "</article")
	if len(low) != len(s) || begin < 0 || end <= begin || len(flatText(s[begin:end])) < 4*fewBytes {
		return s
	}
	return s[begin:end]
}
