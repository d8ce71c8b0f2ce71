package field

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/trucewatch/trucewatch/internal/output/view"
	"github.com/trucewatch/trucewatch/internal/record"
)

// ucdpColumns are the columns of UCDP GED, in the style of versions 19.1 to 23.
func ucdpColumns() []string {
	return strings.Fields(`id year active_year type_of_violence conflict_new_id conflict_name dyad_new_id dyad_name
		side_a_new_id gwnoa side_a side_b_new_id gwnob side_b number_of_sources source_article source_office source_date
		source_headline source_original where_prec where_coordinates adm_1 adm_2 latitude longitude geom_wkt priogrid_gid
		country iso3 country_id region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians
		deaths_unknown low best high`)
}

// UCDP writes armed acts with at least one death under the columns of UCDP GED.
func UCDP(w io.Writer, b *Book, exact bool) ([]Left, error) {
	var left tally
	s := sheet{columns: ucdpColumns()}
	for _, e := range b.Events {
		when := NewWhen(e.Date)
		deaths, counted := b.deaths(e.ID)
		switch {
		case e.Type != "ASSAULT":
			left.add("events that are no use of armed force")
		case !Happened(e):
			left.add("armed acts that are planned, proposed or negated")
		case !counted:
			left.add("armed acts without a count of at least one death")
		case when.Days == 0:
			left.add("armed acts without a date")
		default:
			s.rows = append(s.rows, row(s.columns, b.ucdpCells(e, when, deaths)))
		}
	}
	return left, s.writeCSV(w, exact)
}

// span is UCDP's estimate of deaths.
type span struct{ low, best, high int }

// deaths reads UCDP's numbers of the toll of those killed, which the ledger works
// out: where the upper bound is open, high is the highest number that any report gives.
func (b *Book) deaths(event string) (span, bool) {
	t, ok := b.toll(event, "killed")
	if !ok || t.Views.UCDP == nil || t.Views.UCDP.Best == nil {
		return span{}, false
	}
	v := *t.Views.UCDP
	d := span{low: *v.Best, best: *v.Best, high: *v.Best}
	if v.Low != nil {
		d.low = min(*v.Low, d.best)
	}
	if v.High != nil {
		d.high = max(*v.High, d.best)
	}
	return d, d.best >= 1
}

func (b *Book) ucdpCells(e record.Event, when When, d span) map[string]string {
	one, two := acledSides(e)
	spot := b.Spot(e.Place)
	tellers := b.tellers(e)
	c := map[string]string{
		"id": e.ID, "year": strconv.Itoa(when.First.Year()), "type_of_violence": number(b.violence(e)),
		"side_a": strings.Join(b.NamesOf(one), ", "), "side_b": strings.Join(b.NamesOf(two), ", "),
		"number_of_sources": strconv.Itoa(len(tellers)), "source_office": strings.Join(b.told(e, view.Label), ";"),
		"source_headline": strings.Join(b.told(e, headline), ";"), "source_original": strings.Join(b.voices(e, "assert"), ";"),
		"source_date":    strings.Join(b.told(e, func(r record.Report) string { return string(r.Published.Date) }), ";"),
		"source_article": strings.Join(b.told(e, citation), ";"),
		"where_prec":     number(UCDPWhere(spot)), "adm_1": spot.Part(1), "adm_2": spot.Part(2),
		"latitude": decimal(spot.Lat), "longitude": decimal(spot.Lon), "country": spot.Land, "iso3": spot.iso3(),
		"event_clarity": "1", "date_prec": number(UCDPDate(when)), "date_start": day(when.First), "date_end": day(when.Last),
		"deaths_a": "0", "deaths_b": "0", "deaths_civilians": "0", "deaths_unknown": strconv.Itoa(d.best),
		"low": strconv.Itoa(d.low), "best": strconv.Itoa(d.best), "high": strconv.Itoa(d.high),
	}
	if when.Days > 1 {
		c["event_clarity"] = "2"
	}
	if c["side_a"] != "" && c["side_b"] != "" {
		c["dyad_name"] = c["side_a"] + " - " + c["side_b"]
	}
	if spot.Known {
		c["where_coordinates"] = spot.Name
	}
	if spot.Located() {
		c["geom_wkt"] = fmt.Sprintf("POINT (%s %s)", decimal(spot.Lon), decimal(spot.Lat))
		c["priogrid_gid"] = strconv.Itoa(gridCell(*spot.Lat, *spot.Lon))
	}
	return c
}

// citation names a report: outlet, day, headline.
func citation(r record.Report) string {
	return strings.Join([]string{view.Label(r), string(r.Published.Date), headline(r)}, ", ")
}

// violence is UCDP's type of violence, read off the sides: 1 where a state takes
// part against an armed side, 2 where none does, 3 against civilians; 0 where one
// of the sides is not known.
func (b *Book) violence(e record.Event) int {
	one, two := acledSides(e)
	if len(one) == 0 || len(two) == 0 {
		return 0
	}
	if b.onCivilians(e) {
		return 3
	}
	armed := 0
	for _, id := range append(append([]string{}, one...), two...) {
		switch Sector(b.actors[id]) {
		case "GOV", "MIL", "COP":
			return 1
		case "UAF", "REB":
			armed++
		}
	}
	if armed == len(one)+len(two) {
		return 2
	}
	return 0
}

// gridCell is the number of the cell of PRIO-GRID: half a degree wide, counted from
// the south-west, 720 to a row.
func gridCell(lat, lon float64) int {
	line := min(int(math.Floor((lat+90)*2)), 359)
	column := min(int(math.Floor((lon+180)*2)), 719)
	return line*720 + column + 1
}
