// Package jsonld writes the record as linked facts in JSON-LD 1.1: what is stated as
// claims of schema.org, where each comes from in PROV-O, and what neither has words
// for under terms of our own.
//
// It is like ClaimReview but for one thing: there is no rating. Who claims, who
// denies and who is silent is written down; who is right is not.
package jsonld

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"

	"github.com/trucewatch/trucewatch/internal/output/field"
	"github.com/trucewatch/trucewatch/internal/record"
)

// node is a thing with its properties; the writer puts keys in order.
type node map[string]any

// iri makes the name of a thing of the record.
func iri(kind, id string) string { return "urn:trucewatch:" + kind + ":" + url.PathEscape(id) }

func ref(kind, id string) node { return node{"@id": iri(kind, id)} }

func refs(kind string, ids []string) []node {
	out := make([]node, len(ids))
	for i, id := range ids {
		out[i] = ref(kind, id)
	}
	return out
}

// vocabulary is where the terms of the file come from. It stands in the file itself:
// nothing has to be fetched to read it.
func vocabulary() node {
	return node{
		"schema": "https://schema.org/",
		"prov":   "http://www.w3.org/ns/prov#",
		"xsd":    "http://www.w3.org/2001/XMLSchema#",
		"tw":     "urn:trucewatch:term:",
	}
}

// Write writes one document with a graph of reports, actors, places, events and
// claims, each in the order of the record.
func Write(w io.Writer, b *field.Book) ([]field.Left, error) {
	graph := []node{{"@id": "urn:trucewatch:program", "@type": "prov:SoftwareAgent", "schema:name": "Trucewatch"}}
	for _, r := range b.Reports {
		graph = append(graph, report(r))
	}
	for _, a := range b.Actors {
		graph = append(graph, actor(a))
	}
	for _, p := range b.Places {
		graph = append(graph, place(p))
	}
	for _, e := range b.Events {
		graph = append(graph, event(b, e))
	}
	for _, s := range b.Statements {
		graph = append(graph, claim(b, s))
	}
	for i, f := range b.Figures {
		graph = append(graph, count(i, f))
	}
	j := json.NewEncoder(w)
	j.SetEscapeHTML(false)
	j.SetIndent("", " ")
	if err := j.Encode(node{"@context": vocabulary(), "@graph": graph}); err != nil {
		return nil, fmt.Errorf("writing JSON-LD: %w", err)
	}
	return nil, nil
}

// put sets what is known.
func (n node) put(key, value string) {
	if value != "" {
		n[key] = value
	}
}

func (n node) link(key, kind string, ids []string) {
	if len(ids) > 0 {
		n[key] = refs(kind, ids)
	}
}

func report(r record.Report) node {
	n := node{"@id": iri("report", r.ID), "@type": []string{"schema:NewsArticle", "prov:Entity"}, "schema:identifier": r.ID}
	n.put("schema:headline", string(r.Title))
	n.put("schema:inLanguage", string(r.Language))
	if r.Outlet != "" {
		n["schema:publisher"] = node{"@type": "schema:Organization", "schema:name": string(r.Outlet)}
	}
	if u, err := url.Parse(string(r.URL)); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		n["schema:url"] = u.String()
	}
	if r.Published.Date != "" {
		n["schema:datePublished"] = node{"@value": string(r.Published.Date), "@type": "xsd:date"}
		n.put("tw:dateBasis", string(r.Published.Basis))
	}
	if r.CopyOf != "" {
		n["prov:wasDerivedFrom"] = ref("report", string(r.CopyOf))
	}
	if len(r.Origin) > 0 {
		n["tw:takenFrom"] = r.Origin
	}
	return n
}

func actor(a record.Actor) node {
	kinds := map[string]string{
		"person": "schema:Person", "organization": "schema:Organization", "state": "schema:Country", "place": "schema:Place", "people": "schema:Thing",
	}
	agents := map[string]string{"person": "prov:Person", "organization": "prov:Organization"}
	agent := agents[a.Kind]
	if agent == "" {
		agent = "prov:Agent"
	}
	n := node{"@id": iri("actor", a.ID), "@type": []string{kinds[a.Kind], agent}, "schema:name": a.Name}
	if len(a.Aliases) > 0 {
		n["schema:alternateName"] = a.Aliases
	}
	if a.Wikidata != "" {
		n["schema:sameAs"] = node{"@id": "http://www.wikidata.org/entity/" + url.PathEscape(string(a.Wikidata))}
	}
	if a.Parent != "" {
		n["tw:partOf"] = ref("actor", string(a.Parent))
	}
	return n
}

func place(p record.Place) node {
	n := node{"@id": iri("place", p.ID), "@type": "schema:Place", "schema:name": p.Name}
	if p.Lat != nil && p.Lon != nil {
		n["schema:geo"] = node{"@type": "schema:GeoCoordinates", "schema:latitude": *p.Lat, "schema:longitude": *p.Lon}
	}
	if p.RadiusKM != nil {
		n["tw:radiusKM"] = *p.RadiusKM
	}
	if len(p.Admin) > 0 {
		n["tw:within"] = node{"@list": p.Admin}
	}
	return n
}

func event(b *field.Book, e record.Event) node {
	n := node{
		"@id": iri("event", e.ID), "@type": []string{"schema:Event", "prov:Entity"}, "schema:name": b.Headline(e),
		"tw:plover": e.Type, "tw:status": e.Status, "tw:standing": e.Standing, "prov:wasAttributedTo": node{"@id": "urn:trucewatch:program"},
	}
	if len(e.Mode) > 0 {
		n["tw:mode"] = e.Mode
	}
	n.link("tw:actor", "actor", e.Actors)
	n.link("tw:recipient", "actor", e.Recipients)
	n.link("tw:mediator", "actor", e.Mediators)
	if e.Place != "" {
		n["schema:location"] = ref("place", string(e.Place))
	}
	n.put("tw:date", string(e.Date))
	if when := field.NewWhen(e.Date); when.Days > 0 {
		n["schema:startDate"] = node{"@value": when.First.Format("2006-01-02"), "@type": "xsd:date"}
		n["schema:endDate"] = node{"@value": when.Last.Format("2006-01-02"), "@type": "xsd:date"}
	}
	var reports []string
	for _, m := range e.Mentions {
		if !slices.Contains(reports, m.Report) {
			reports = append(reports, m.Report)
		}
	}
	n.link("prov:wasDerivedFrom", "report", reports)
	return n
}

// claim is a statement: a claim of the one whose words they are, that appears in a
// report, and was passed on by the others of the chain.
func claim(b *field.Book, s record.Statement) node {
	n := node{
		"@id": iri("statement", s.ID), "@type": []string{"schema:Claim", "prov:Entity"}, "tw:stance": s.Stance, "tw:cue": s.Quote,
		"schema:appearance": ref("report", s.Report), "prov:wasQuotedFrom": ref("report", s.Report),
		"tw:start": s.Start, "tw:end": s.End,
	}
	if s.Content != nil {
		n.put("schema:text", b.Text(s.Report, s.Content.Start, s.Content.End))
	}
	if len(s.Source) > 0 {
		n["schema:author"] = ref("actor", s.Source[0])
		n["prov:wasAttributedTo"] = ref("actor", s.Source[0])
		n["tw:chain"] = node{"@list": refs("actor", s.Source)}
	}
	n.link("schema:about", "event", s.About)
	if len(s.Hedges) > 0 {
		n["tw:hedge"] = s.Hedges
	}
	return n
}

func count(i int, f record.Figure) node {
	value := node{"@type": "schema:QuantitativeValue"}
	if f.Min != nil {
		value["schema:minValue"] = *f.Min
	}
	if f.Max != nil {
		value["schema:maxValue"] = *f.Max
	}
	n := node{
		"@id": fmt.Sprintf("%s:%d", iri("figure", f.Report), i+1), "@type": []string{"schema:Claim", "prov:Entity"},
		"schema:text": f.Quote, "tw:measure": f.Measure, "tw:value": value,
		"schema:appearance": ref("report", f.Report), "prov:wasQuotedFrom": ref("report", f.Report), "tw:start": f.Start, "tw:end": f.End,
	}
	n.link("prov:wasAttributedTo", "actor", f.By)
	if f.Event != "" {
		n["schema:about"] = ref("event", string(f.Event))
	}
	if len(f.Hedges) > 0 {
		n["tw:hedge"] = f.Hedges
	}
	n.put("tw:asOf", string(f.AsOf))
	return n
}
