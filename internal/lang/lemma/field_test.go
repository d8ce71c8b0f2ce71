package lemma

import (
	"strings"
	"testing"

	"github.com/trucewatch/trucewatch/internal/lang/weights"
)

// field holds words of the news of conflict and talks with their lemmas.
const field = `
VERB VBD: accused=accuse advanced=advance agreed=agree aimed=aim alleged=allege ambushed=ambush announced=announce assassinated=assassinate
VERB VBD: attacked=attack banned=ban besieged=besiege blamed=blame bombed=bomb bombarded=bombard breached=breach brokered=broker called=call
VERB VBD: carried=carry ceased=cease clashed=clash collapsed=collapse damaged=damage declared=declare defied=defy demanded=demand denied=deny
VERB VBD: denounced=denounce detained=detain detonated=detonate disarmed=disarm displaced=displace downed=down dropped=drop ended=end escalated=escalate
VERB VBD: evacuated=evacuate exchanged=exchange executed=execute exploded=explode expelled=expel extended=extend fired=fire fled=flee fought=fight freed=free
VERB VBD: halted=halt held=hold hit=hit imposed=impose invaded=invade killed=kill launched=launch led=lead lobbed=lob looted=loot massed=mass met=meet
VERB VBD: mobilised=mobilise negotiated=negotiate occupied=occupy ousted=oust overran=overrun overthrew=overthrow patrolled=patrol pledged=pledge
VERB VBD: pounded=pound praised=praise quelled=quell raided=raid ratified=ratify razed=raze reiterated=reiterate released=release repelled=repel
VERB VBD: resumed=resume retaliated=retaliate retreated=retreat seized=seize shelled=shell shot=shoot stabbed=stab stormed=storm strafed=strafe struck=strike
VERB VBD: suspended=suspend swapped=swap toppled=topple torched=torch urged=urge vetoed=veto violated=violate vowed=vow warned=warn withdrew=withdraw
VERB VBD: wounded=wound abducted=abduct kidnapped=kidnap beheaded=behead blockaded=blockade rescued=rescue buried=bury
VERB VBG: shelling=shell killing=kill striking=strike bombing=bomb fleeing=flee dying=die negotiating=negotiate patrolling=patrol stabbing=stab seizing=seize
VERB VBZ: says=say accuses=accuse denies=deny clashes=clash launches=launch reaches=reach
VERB VBN: taken=take killed=kill shot=shoot brought=bring sworn=swear beaten=beat stolen=steal frozen=freeze broken=break spoken=speak overthrown=overthrow
NOUN NNS: talks=talk airstrikes=airstrike clashes=clash casualties=casualty militias=militia allies=ally hostages=hostage missiles=missile bodies=body
NOUN NNS: crises=crisis women=woman children=child civilians=civilian fighters=fighter settlers=settler spokesmen=spokesman gunmen=gunman lives=life
NOUN NNS: troops=troop bases=base houses=house buses=bus losses=loss witnesses=witness hostilities=hostility strikes=strike people=people aircraft=aircraft
NOUN NN: killing=killing bombing=bombing shelling=shelling fighting=fighting ceasefire=ceasefire`

func TestWordsOfTheField(t *testing.T) {
	r, err := Read(weights.Lemmas)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(strings.TrimSpace(field)) {
		tags, words, _ := strings.Cut(line, ": ")
		upos, xpos, _ := strings.Cut(tags, " ")
		for pair := range strings.FieldsSeq(words) {
			form, want, _ := strings.Cut(pair, "=")
			for _, written := range []string{form, strings.ToUpper(form[:1]) + form[1:]} {
				if got := r.Lemma(written, upos, xpos); got != want {
					t.Errorf("%s %s: %q, want %q", tags, written, got, want)
				}
			}
		}
	}
}
