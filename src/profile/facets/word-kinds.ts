import { hashText } from './hash.js';
import { stem } from './stem.js';

/**
 * Kinds of words that tell facets apart, by base form. A word may be of several kinds: what it
 * means in its statement is for the trained weights to find, from the kinds that stand together
 * (`respond` before `concerns` before `customers`). Listed by hand for this project; single words
 * only, since `rules/lexicon` holds the phrases.
 */
const KINDS: Readonly<Record<string, string>> = {
  customers:
    'customer client user consumer buyer patient patron guest caller prospect shopper purchaser borrower tenant traveler merchant subscriber end-user clientele account passenger diner policyholder owner homeowner enterprise lead',
  audiences:
    'audience follower fan reader viewer listener public visitor subscriber demographic crowd influencer persona',
  communities:
    'community member forum volunteer ambassador advocate contributor supporter activist donor constituent voter resident citizen alumni organizer participant attendee creator moderator neighbor enthusiast evangelist meetup group user-group membership grassroots people person individual public hobbyist player gamer artist maker musician streamer survivor victim youth teen child children adult senior immigrant newcomer',
  press:
    'journalist reporter press media outlet blogger influencer editor publisher producer columnist newsroom correspondent podcaster creator kol broadcaster newspaper magazine',
  partners:
    'partner sponsor vendor agency supplier organization stakeholder coalition ally affiliate reseller distributor investor analyst funder foundation government official institution business consultant contractor freelancer legislator lawmaker policymaker employer merchant retailer association embassy ministry ngo nonprofit county municipality counterpart speaker thought-leader leader',
  learners:
    'student faculty parent teacher family learner pupil researcher scholar instructor professor academic educator child kid undergraduate scientist physician doctor nurse clinician developer engineer programmer maintainer',
  colleagues:
    'team colleague coworker co-worker staff manager director executive leadership supervisor department employee cross-functional head ceo cto coo cmo vp president peer teammate intern unit division internal interdepartmental c-level management designer sales marketing product engineering board officer coordinator committee senior crew associate assistant subordinate personnel workforce hr finance legal founder',
  candidate: 'you your yourself candidate applicant incumbent individual someone who person successful ideal',
  employer: 'we our us',
  answering: 'respond reply answer response resolve troubleshoot escalate address handle triage acknowledge',
  talking:
    'talk speak chat converse discuss listen hear call phone meet visit ask interview consult conversation dialogue dialog discussion interaction feedback telephone in-person face-to-face one-on-one 0-on-0 1:1',
  engaging:
    'engage interact connect network liaise communicate liaison outreach contact reach approach mingle participate canvass recruit mobilize organize rally involve convene',
  building:
    'build cultivate foster nurture maintain establish develop strengthen deepen forge grow expand sustain keep steward retain create manage',
  relations:
    'relationship partnership rapport trust relation loyalty connection bond collaboration alliance friendship retention',
  helping:
    'help support assist serve advise guide welcome onboard counsel coach advocate empower care accommodate orient refer direct troubleshoot greet interpret inform service consult negotiate persuade sell close demo demonstrate pitch upsell renew',
  moderating:
    'moderate facilitate host mediate chair moderation facilitation de-escalate resolve conflict dispute convene lead',
  gathering: 'gather collect solicit elicit capture seek survey poll interview obtain receive request',
  concerns:
    'feedback input question concern complaint need inquiry enquiry request comment message dm mention review issue ticket problem query suggestion opinion expectation pain point sentiment voice case escalation reference',
  empathy:
    'empathy empathetic empathic empathize compassion compassionate patience patient kind kindness warm warmth sensitive sensitivity tact tactful diplomacy diplomatic courteous courtesy friendly approachable understanding listener rapport humility humble respectful respect',
  events:
    'event meetup webinar workshop conference session ama hangout gathering seminar fair meeting luncheon gala reception tour training panel festival town hall booth summit hackathon show trade exhibition forum call',
  writing:
    'write draft edit proofread copyedit author compose translate transcribe blog copywrite script rewrite ghostwrite summarize document storytell written-content writer editor storyteller translator copywriter journalist proofreader translation interpretation annotate craft revise',
  texts:
    'copy article story post newsletter release script blog speech caption headline documentation prose text essay report brief manual guide tutorial editorial op-ed talking memo publication paper abstract grammar style tone voice narrative storytelling messaging letter correspondence email proposal description faq press-release book chapter content language ap spelling punctuation manuscript grant white-paper whitepaper case-study release-note',
  presenting:
    'present presentation speak speech pitch demo demonstrate deliver speaker public-speaking deck slide presenter',
  communication: 'communication communicate communicator interpersonal verbal written oral articulate',
  publishing:
    'post publish schedule share upload distribute send promote advertise launch run execute disseminate market push broadcast amplify deploy release syndicate repurpose curate tweet boost circulate',
  producing:
    'produce create design film shoot edit generate build develop craft prepare update maintain assemble make implement photograph record animate illustrate code program install configure test ship deliver manage operate process perform conduct organize arrange compile catalog order stock handle coordinate enter print',
  content:
    'content campaign ad advertisement video graphic photo asset material collateral newsletter email image infographic gif meme reel story podcast animation banner landing webpage website page site blog channel account media giveaway contest promotion advertising ppc sem display creative flyer brochure poster photography photograph illustration template visual calendar feed product feature software application code api record file database document collection inventory equipment order transaction payment invoice data-entry',
  channels: 'social media digital online web website internet',
  planning:
    'plan strategize analyze measure track monitor report optimize evaluate assess identify research test define forecast prioritize determine review audit benchmark analyse refine improve drive increase grow maximize exceed achieve ensure interpret scale experiment iterate investigate set segment position',
  strategy:
    'strategy strategic plan roadmap goal objective kpi metric analytic data insight roi reach growth engagement conversion trend budget performance result target analysis measurement report benchmark outcome impact vision initiative planning brand-awareness awareness visibility funnel acquisition retention revenue pipeline market competitor competitive research audience-insight statistic dashboard experiment hypothesis a/b positioning segmentation opportunity quality efficiency policy process procedure standard compliance risk go-to-market traffic lead-generation okr',
  collaborating:
    'work collaborate coordinate cooperate partner lead manage supervise mentor hire delegate oversee liaise direct train recruit onboard report assist support align assign coach evaluate appraise participate attend contribute join',
  reporting: 'report reporting reports',
  projects: 'project deadline timeline task deliverable priority schedule workload assignment budget milestone',
  learning:
    'learn curious curiosity stay keep up-to-date abreast current trend latest eager study explore discover teach train educate mentor share workshop training learning develop knowledge best-practice research upskill grow inquisitive interest interested passion self-learner present coaching mentorship insight conference',
  praise:
    'excellent strong exceptional outstanding superb great good solid superior proven demonstrated effective exemplary advanced high extraordinary impeccable demonstrable keen highly extremely fantastic track record',
  traits:
    'skill ability able capable attitude motivated self-starter self-motivated detail detail-oriented organized organised organizational multitask multi-task flexible flexibility team-player teamwork creative creativity proactive independent independently passionate fast-paced energetic enthusiastic reliable dependable driven initiative adaptable adaptability accuracy prioritize problem-solving problem-solver problem analytical interpersonal communication communicator positive professional professionalism work-ethic ethic integrity attention time-management pressure deadline responsible hardworking resourceful dynamic ambitious confident confidence leadership judgment judgement discretion mindset personality humor honest punctual determination discipline thrive enjoy comfortable willing willingness minded self-directed self-driven autonomous autonomously ownership accountable results-driven results-oriented entrepreneurial energy player thinker thinking critical maturity tenacity ambiguity stress',
  knowing:
    'knowledge understanding familiarity familiar proficient proficiency experience experienced expertise expert fluency fluent knowledgeable exposure background competence competent literate literacy working command grasp savvy mastery adept comfortable hands-on track',
  degrees:
    'degree bachelor master mba phd diploma certification certificate graduate graduation university college school education mls mlis ba bs bsc ma msc ged accredited major equivalent qualification qualified ala-accredited doctorate license licence licensed certified coursework',
  years: 'year month minimum least years',
  languages:
    'english spanish french german fluent native bilingual russian armenian portuguese chinese mandarin japanese korean italian dutch arabic polish turkish ukrainian hindi language multilingual fluency',
  fitness:
    'lift stand sit walk climb pound lb physical vision driver vehicle license clearance citizenship visa authorized eligible legally background check vaccination vaccinated drug bend kneel reach travel stoop finger hearing sedentary',
  toolNouns:
    'software tool platform system suite application program technology cms crm app plugin database spreadsheet computer hardware device technical stack framework library language saas erp lms ils automation hris',
  toolNames:
    'facebook instagram twitter linkedin tiktok youtube pinterest snapchat reddit discord telegram hootsuite buffer sprout sprinklr photoshop illustrator indesign adobe canva figma sketch lightroom premiere mailchimp hubspot salesforce marketo pardot wordpress drupal joomla squarespace shopify wix google excel word powerpoint microsoft office outlook ms slack zoom asana trello jira notion confluence airtable github git html css javascript js php python ruby java sql react typescript node aws azure docker kubernetes linux seo sem adwords analytics tableau looker zendesk intercom freshdesk ga semrush moz ahrefs constant klaviyo braze segment mixpanel amplitude zapier quickbooks sharepoint teams dropbox gmail gsuite g-suite workspace vimeo twitch medium quora whatsapp wechat obs final-cut after-effects acrobat powerbi power-bi autocad c++ c# .net golang rust swift kotlin scala spark hadoop kafka terraform ansible jenkins postgres postgresql mysql mongodb redis graphql rest api vue angular django rails flask laravel xml json marc oclc alma dspace libguides contentdm springshare koha sierra ibm oracle sap netsuite workday greenhouse everyaction ngpvan van nationbuilder actionkit mobilize hustle civis votebuilder cision meltwater brandwatch later planoly tweetdeck coschedule loomly sprout-social google-analytics facebook-ads google-ads meta ads-manager web3 blockchain crypto nft ai chatgpt ci/cd',
  pay: 'salary pay compensation wage hourly bonus equity stock commission insurance health dental vision medical 000k 000(k) pension retirement vacation pto holiday leave sick parental maternity benefit perk stipend reimbursement allowance gym lunch snack discount competitive package range usd eur gbp paid unpaid tuition fsa hsa disability life-insurance per-annum remuneration',
  applying:
    'apply application resume cv cover-letter cover submit send email deadline portfolio reference interview hiring link click candidate contact closing attach sample questionnaire please',
  places:
    'location located based remote hour time full-time part-time contract temporary permanent office hybrid onsite on-site timezone zone weekend evening shift travel relocate relocation city week month duration position start date schedule est pst cet utc duty-station station job reference type',
  about:
    'company founded mission vision startup funded headquartered world leading leader global equal opportunity employer race color religion gender sexual orientation national origin disability veteran discriminate diversity inclusive inclusion values culture committed belong accommodation privacy status age protected law regard believe organization nonprofit industry award-winning headquarters series investors',
};

/** The number given to words of a tool's name, after those of the kinds. */
export const TOOL_KIND = Object.keys(KINDS).length;

const NONE: readonly number[] = [];
let byStem: Map<number, number[]> | undefined;

/** Numbers of the kinds that a word is of. */
export function kindsOf(stemHash: number): readonly number[] {
  byStem ??= readKinds();
  return byStem.get(stemHash) ?? NONE;
}

function readKinds(): Map<number, number[]> {
  const kinds = new Map<number, number[]>();
  for (const [kind, words] of Object.values(KINDS).entries()) {
    for (const word of words.split(' ')) {
      const key = hashText(stem(word));
      const known = kinds.get(key);
      if (known === undefined) kinds.set(key, [kind]);
      else if (!known.includes(kind)) known.push(kind);
    }
  }
  return kinds;
}
