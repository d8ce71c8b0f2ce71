package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/trucewatch/trucewatch/internal/app"
	"github.com/trucewatch/trucewatch/internal/output/dossier"
	"github.com/trucewatch/trucewatch/internal/output/field"
	"github.com/trucewatch/trucewatch/internal/output/geojson"
	"github.com/trucewatch/trucewatch/internal/output/ics"
	"github.com/trucewatch/trucewatch/internal/output/jsonld"
	"github.com/trucewatch/trucewatch/internal/output/xlsx"
)

// exportFormat is one way to write the record out.
type exportFormat struct {
	name, about string
	drops       string // what of the record the format has no room for
	write       func(w io.Writer, in exported) ([]field.Left, error)
}

// exported is what a format is written from.
type exported struct {
	kept  app.Kept
	known field.Known
	exact bool // tables as they are, without the apostrophe that spreadsheets need
}

func (in exported) book() *field.Book { return field.NewBook(in.kept.Record, in.known) }

// hxlDrops is what a table of events under hashtags has no room for.
const hxlDrops = "Drops all mentions and statements (who says and denies is named in the notes), and counts of other harms than killed, injured and displaced."

// exportFormats lists every format; a new export is one more entry here.
func exportFormats() []exportFormat {
	return []exportFormat{
		{"record", "everything known, as trucewatch.record/1 (JSON)", "Drops nothing.", writeRecord},
		{
			"dossier", "one self-contained page to read and print (HTML)", "Drops nothing of the ledger; it is for people, not for programs.",
			func(w io.Writer, in exported) ([]field.Left, error) { return nil, dossier.Write(w, in.kept.Record) },
		},
		{
			"plover", "PLOVER events, manual 0.8 (JSON Lines)",
			"Drops events without a date, who says and who denies (named in comment only), all mentions but the first, the text, and the contexts of subject.",
			func(w io.Writer, in exported) ([]field.Left, error) { return field.PLOVER(w, in.book()) },
		},
		{
			"icews", "CAMEO events under the 20 columns of ICEWS (TSV)",
			"Drops what is proposed or negated, events without a date or a party, mediators, all reports but the first, statements and counts; an interval becomes its first day.",
			func(w io.Writer, in exported) ([]field.Left, error) { return field.ICEWS(w, in.book(), in.exact) },
		},
		{
			"acled", "what took place, under the 31 columns of ACLED (CSV)",
			"Drops talks and other speech acts, what is planned, proposed or negated, dates not known to the month, the upper bound of counts, the wounded, and who says what (named in notes only). region and source_scale stay empty.",
			func(w io.Writer, in exported) ([]field.Left, error) { return field.ACLED(w, in.book(), in.exact) },
		},
		{
			"ucdp", "deadly force under the columns of UCDP GED (CSV)",
			"Drops everything without a death counted and a date, sides of the dead (all are in deaths_unknown), and who says what. The ids of conflicts, dyads, sides and countries stay empty.",
			func(w io.Writer, in exported) ([]field.Left, error) { return field.UCDP(w, in.book(), in.exact) },
		},
		{
			"hxl", "events with HXL hashtags in the second line (CSV)",
			hxlDrops,
			func(w io.Writer, in exported) ([]field.Left, error) { return field.HXL(w, in.book(), in.exact) },
		},
		{
			"xlsx", "events with HXL hashtags in the second row, as a spreadsheet (XLSX)",
			"Drops what hxl drops, and the end of texts longer than the 32,767 characters of a cell.",
			func(w io.Writer, in exported) ([]field.Left, error) { return xlsx.Write(w, in.book(), hxlDrops) },
		},
		{
			"pax", "agreements under the columns of PA-X (CSV)",
			"Drops the states that an agreement is said to be in, clauses of kinds that PA-X has no sure column for, the depth of all others, zones, and what no report has as concluded. Columns that are a judgement (Contp, PP, Reg) stay empty.",
			func(w io.Writer, in exported) ([]field.Left, error) { return field.PAX(w, in.book(), in.exact) },
		},
		{
			"geojson", "events and the zones of agreements for maps (GeoJSON)",
			"Drops statements and mentions, and zones of which no outline is known. Events whose position is not known have no geometry.",
			func(w io.Writer, in exported) ([]field.Left, error) {
				return nil, geojson.Write(w, in.book(), in.known)
			},
		},
		{
			"jsonld", "claims as schema.org and PROV linked facts (JSON-LD)",
			"Drops the text of reports but for what statements quote, rules and reasons, and the ledger that is computed from the claims (talks, agreements, allegations, access, tolls, disagreements). Holds no verdicts.",
			func(w io.Writer, in exported) ([]field.Left, error) { return jsonld.Write(w, in.book()) },
		},
		{
			"ics", "talks for a calendar (iCalendar)",
			"Drops everything but talks, plans that were held, and talks whose date is not known to the month.",
			func(w io.Writer, in exported) ([]field.Left, error) { return ics.Write(w, in.book()) },
		},
	}
}

func writeRecord(w io.Writer, in exported) ([]field.Left, error) {
	_, err := in.kept.WriteTo(w)
	return nil, err
}

// formatHelp lists the formats for the help.
func formatHelp() string {
	var b strings.Builder
	for _, f := range exportFormats() {
		fmt.Fprintf(&b, "  %-8s %s\n", f.name, f.about)
		for _, line := range wrapped(f.drops, 86) {
			fmt.Fprintf(&b, "           %s\n", line)
		}
	}
	return b.String()
}

// wrapped breaks a text into lines of at most so many bytes, between words.
func wrapped(text string, width int) []string {
	var out []string
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && len(line)+1+len(word) > width {
			out = append(out, line)
			line = ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return append(out, line)
}

func formatNames() []string {
	var out []string
	for _, f := range exportFormats() {
		out = append(out, f.name)
	}
	return out
}
