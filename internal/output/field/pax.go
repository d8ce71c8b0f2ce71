package field

import (
	"io"
	"slices"
	"strings"

	"github.com/trucewatch/trucewatch/internal/record"
)

// paxColumns are the columns of PA-X that the record can say something on.
func paxColumns() []string {
	return strings.Fields(`Con Contp PP PPName Reg AgtId Agt Dat Status Lgt Agtp Stage StageSub Part ThrdPart OthAgr
		Ce CeProv CeGen SsrGua SsrPol SsrArm SsrDdr DdrDemil DdrProg SsrInt SsrPsf SsrFf Cor ImUN ImOth ImRef ImPK ImE ImSrc StBor StXbor`)
}

// paxProvisions maps the kinds of our clauses to columns of PA-X. A column says 1
// where there is such a clause; how deep it goes, which PA-X grades from 1 to 3, is
// not judged. Kinds without a sure counterpart are left out.
func paxProvisions() map[string]string {
	return map[string]string{"cease-fire": "Ce", "cessation": "Ce", "disarmament": "SsrDdr", "force-limit": "SsrArm"}
}

// PAX writes agreements under the columns of PA-X. Proposals that came to nothing
// are no agreements and are left out.
func PAX(w io.Writer, b *Book, exact bool) ([]Left, error) {
	var left tally
	s := sheet{columns: paxColumns()}
	for _, a := range b.Agreements {
		if !concluded(a) {
			left.add("agreements that no report has as concluded")
			continue
		}
		s.rows = append(s.rows, row(s.columns, b.paxCells(a)))
	}
	return left, s.writeCSV(w, exact)
}

// concluded reports whether a report, or what is known beforehand, has an agreement
// as made: one of which all that is said is that it is wanted is none.
func concluded(a record.Agreement) bool {
	return a.Basis == "pack" || slices.ContainsFunc(a.Status, func(s record.AgreementState) bool {
		return !slices.Contains([]string{"proposed", "planned", "demanded", "not reached"}, s.State)
	})
}

func (b *Book) paxCells(a record.Agreement) map[string]string {
	states, others := 0, 0
	var countries []string
	for _, id := range a.Parties {
		if b.actors[id].Kind == "state" {
			states++
			countries = append(countries, b.Name(id))
		} else {
			others++
		}
	}
	c := map[string]string{
		"Con": strings.Join(countries, "/"), "AgtId": a.ID, "Agt": a.Name, "Dat": day(NewWhen(a.Date).First),
		"Part":     strings.Join(b.NamesOf(a.Parties), "; "),
		"ThrdPart": strings.Join(b.NamesOf(append(append([]string{}, a.Mediators...), a.Guarantors...)), "; "),
	}
	switch {
	case states+others == 0:
	case others == 0 && states > 1:
		c["Agtp"] = "Inter"
	case states > 1:
		c["Agtp"] = "InterIntra"
	default:
		c["Agtp"] = "Intra"
	}
	switch {
	case states+others > 1:
		c["Status"] = "Multiparty signed/agreed"
	case states+others == 1:
		c["Status"] = "Unilateral document"
	default:
		c["Status"] = "Status unclear"
	}
	if a.Kind == "ceasefire" {
		c["Stage"], c["StageSub"] = "Cea", "Ceas"
	}
	for _, clause := range a.Clauses {
		if column := paxProvisions()[clause.Kind]; column != "" {
			c[column] = "1"
		}
	}
	return c
}
