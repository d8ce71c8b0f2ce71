package app_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// made is a made-up report.
type made struct {
	title      string
	paragraphs []string
	day        time.Time
}

// page is the report with as much around it as small sites have.
func (m made) page() string {
	return fmt.Sprintf(`<!doctype html><html lang="en"><head><title>%s</title><style>%s</style></head><body><nav>%s</nav><article><h1>%s</h1><time datetime="%s"></time>%s</article></body></html>`,
		m.title, strings.Repeat(".a{margin:0}", 300), strings.Repeat(`<a href="/x">Section</a> `, 100), m.title, m.day.Format(time.RFC3339), "<p>"+strings.Join(m.paragraphs, "</p>\n<p>")+"</p>\n")
}

// chance draws the same for the same numbers.
type chance struct{ *rand.Rand }

func chanceOf(a, b int) chance {
	return chance{rand.New(rand.NewPCG(uint64(a), uint64(b)))} //nolint:gosec // made-up reports are no secret
}

func (c chance) of(words string) string {
	list := strings.Split(words, "|")
	return list[c.IntN(len(list))]
}

// published is a day of the three weeks before 6 May 2025.
func (c chance) published() time.Time {
	return time.Date(2025, 5, 6-c.IntN(21), 7, 0, 0, 0, time.UTC)
}

const towns = "Damascus|Quneitra|Sweida|Daraa|Homs|Aleppo|Idlib|Latakia|Tartus|Palmyra|Nawa|Jaramana|Shahba|Salkhad|Hama|Izra|Beit Jinn|Deir ez-Zor|Raqqa|Busra"

// happening is a sentence of news from the south of Syria.
func (c chance) happening() string {
	town, day := c.of(towns), c.of("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday")
	says := c.of("a hospital official|the foreign ministry|two residents|a spokesman for the army|the defence ministry|a local council|a relief worker")
	switch c.IntN(7) {
	case 0:
		return fmt.Sprintf("Israeli %s struck %s near %s on %s, killing %d people, %s said.", c.of("warplanes|drones|tanks|gunners"), c.of("a depot|a checkpoint|an army post|a house"), town, day, 1+c.IntN(40), says)
	case 1:
		return fmt.Sprintf("Syrian and Israeli %s met in %s on %s to discuss %s, %s said.", c.of("envoys|officers|ministers"), c.of("Paris|Baku|London|Amman|Doha"), day, c.of("the border strip|prisoners|a line of patrols|water"), says)
	case 2:
		return fmt.Sprintf("A convoy with %s reached %s on %s after %d days of waiting, %s said.", c.of("flour|medicine|fuel|tents"), town, day, 2+c.IntN(9), says)
	case 3:
		return fmt.Sprintf("Gunmen blocked the road to %s on %s, and %s said that %d people were wounded.", town, day, says, 1+c.IntN(30))
	case 4:
		return fmt.Sprintf("The %s ministry denied that its troops had entered %s.", c.of("defence|interior"), town)
	case 5:
		return fmt.Sprintf("Residents of %s protested on %s against %s.", town, day, c.of("the presence of armed groups|the closing of the road|power cuts|the patrols"))
	default:
		return fmt.Sprintf("%s announced on %s that the truce in %s would be extended by %d days.", c.of("Elders|Mediators|The governor|Jordan"), day, town, 3+c.IntN(20))
	}
}

// aside is a sentence that tells of nothing that a ledger keeps.
func (c chance) aside() string {
	return fmt.Sprintf("%s %s %s, and %s %s %s.",
		c.of("Shops in the old quarter|Most of the schools|The bakeries by the river|Two of the three clinics|Farmers on the plain|The buses from the north"),
		c.of("stayed shut for most of the day|opened later than they usually do|worked with half of their hands|had little to offer by noon|looked much as they did last spring"),
		c.of("for want of power|as the heat rose|because of the long queues|before the holiday"),
		c.of("the price of bread|the talk in the cafes|the number of guests|the harvest of olives|the mood at the market"),
		c.of("was higher than a week ago|had changed little since winter|was what everyone spoke of|seemed better than many had feared"),
		c.of("according to the woman who keeps the stall|as far as anyone could tell|the owner of the mill added|which surprised nobody here"))
}

// news makes paragraphs of about 400 words, of which one in three tells of something.
func (c chance) news() []string {
	out := []string{"Another week went by along the line between Israel and Syria, where little stays quiet for long."}
	for i := range 18 {
		if i%3 == 0 {
			out = append(out, c.happening())
		} else {
			out = append(out, c.aside())
		}
	}
	return out
}

// written is a report on the situation that no other outlet has.
func written(n, k int) made {
	c := chanceOf(n, k)
	return made{fmt.Sprintf("%s in %s, report %d of outlet %d", c.of("Tension|Quiet|Fear|Hope|Anger"), c.of(towns), k, n), c.news(), c.published()}
}

// carried is the report of an agency as an outlet carries it: under a headline of its
// own, with a paragraph cut and a line of its own at the end.
func carried(n, piece int) made {
	c := chanceOf(-1, piece)
	body, day := c.news(), c.published()
	own := chanceOf(-2-n, piece)
	cut := 1 + own.IntN(len(body)-1) // the first line stays
	body = append(body[:cut:cut], body[cut+1:]...)
	return made{fmt.Sprintf("%s, outlet %d", own.of("What we know of the south|The day in the south|News from the border"), n), append(body, own.aside()), day}
}

// elsewhere is a report on something else.
func elsewhere(n, k int) made {
	c := chanceOf(n, k)
	m := made{title: fmt.Sprintf("%s, report %d of outlet %d", c.of("The match of the week|Rain by the evening|A new line of trams|What to cook on Sunday|Prices of homes"), k, n), day: c.published()}
	for range 18 {
		m.paragraphs = append(m.paragraphs, c.aside())
	}
	return m
}
