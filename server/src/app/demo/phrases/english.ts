import type { Phrasebook } from './phrasebook.ts';

export const english: Phrasebook = {
  fromUs: [
    ['Hello {given},', 'Best wishes, {agent}'],
    ['Dear {given},', 'Kind regards, {agent}'],
    ['Good morning {given},', 'Many thanks, {agent}'],
  ],
  toUs: [
    ['Hi {agent},', 'Thanks, {given}'],
    ['Hello {agent},', 'Best, {given}'],
    ['Dear {agent},', 'Regards, {given}'],
  ],
  asides: {
    sent: [
      'If anything is unclear, just give me a ring.',
      'I am in the office until half past five.',
      'Our price list for the season is attached.',
      'Let me know if another day suits you better.',
      'Your usual delivery address is still on file with us.',
    ],
    written: [
      'Mornings before eleven are best to reach me.',
      'Please copy in our accounts team.',
      'We are rather busy this week, so a short answer will do.',
      'No rush, but before the weekend would be lovely.',
      'The new staff already love the coffee, by the way.',
    ],
    call: [
      'We agreed to speak again on {day}.',
      'A summary goes out by e-mail.',
      'The tone was friendly; no open points left.',
      'Prefers to be called before the lunch rush.',
    ],
    order: [
      'Please deliver to the back entrance.',
      'Paid by card.',
      'To be invoiced at the end of the month.',
      'Please ring half an hour ahead.',
    ],
    web: [
      'Came from the newsletter.',
      'Came from a search for coffee suppliers.',
      'Third visit this month.',
      'Read on a phone.',
    ],
  },
  moments: {
    webMachine: [
      'Viewed {machine} | Looked at the {machine} for four minutes and opened the data sheet.',
      'Compared machines | Compared the {machine} with two other machines and left from the leasing page.',
      'Downloaded {machine} brochure | Downloaded the brochure of the {machine} and the installation guide.',
      'Used the leasing calculator | Calculated a 36-month lease for {units} × {machine} with a {grinder}.',
    ],
    webBeans: [
      'Viewed {beans} | Read the tasting notes of {beans} and the brewing recipe below them.',
      'Browsed the bean shop | Filtered the shop by espresso roasts and put {beans} on the wish list.',
      'Read about {beans} | Watched the film about the growers of {beans} to the end.',
      'Searched the shop | Searched for “{beans}” and compared pack sizes.',
    ],
    webSupport: [
      'Opened the help pages | Read “Cleaning your {grinder}” and “When the shot runs too fast”.',
      'Looked up descaling | Read the descaling guide and downloaded the checklist.',
      'Searched the help pages | Searched for the opening hours of the workshop and the return form.',
    ],
    chatMachine: [
      'Question about {machine} | Hi, does the {machine} run on an ordinary socket or do we need a three-phase supply?',
      'Is {machine} in stock? | We open a second bar soon. How quickly could you deliver {units} × {machine}?',
      'Choosing a machine | We serve about 150 cups a day. Is the {machine} big enough, or should we look at a larger one?',
    ],
    chatMachineAnswer: [
      'Re: {machine} | An ordinary 16 A socket is enough for the {machine}. I will send you a quote with installation.',
      'Re: delivery time | The {machine} is in stock; we install within ten working days. Shall I put the figures in an e-mail?',
      'Re: choosing a machine | For that number of cups the {machine} with a {grinder} is what most of our cafés use. A quote follows today.',
    ],
    chatBeans: [
      'Which grind for {beans}? | Can I use {beans} in a moka pot, and how fine should I grind?',
      'Fresh roast? | When was the {beans} you sell now roasted? I would like to give a bag as a present.',
      'Decaf question | I love {beans}. Is there a decaf that comes close to it?',
    ],
    chatBeansAnswer: [
      'Re: grind | Yes, {beans} is lovely in a moka pot. Grind a little coarser than for espresso.',
      'Re: roast date | We roast {beans} every Tuesday, so what leaves us is never older than a week.',
      'Re: decaf | Tidal Decaf comes closest: the same sweetness, a bit less fruit. There is a 250 g bag to try.',
    ],
    quote: [
      'Quote {quote}: {units} × {machine} | Thank you for your interest. Quote {quote} covers {units} × {machine} with a {grinder}, installed, for {amount} before tax. It is valid for 30 days.',
      'Your quote {quote} | As discussed, here are the figures for {units} × {machine}: {amount}, with two years of service. A {grinder} to match is included.',
      '{machine} for you – {quote} | Please find quote {quote} attached. The price for {units} × {machine} is {amount}; delivery and a morning of training are on us.',
    ],
    quoteQuestion: [
      'Re: quote {quote} | Thanks for quote {quote}. Is the water filter part of the price, and who pays for the plumbing?',
      'Warranty in {quote} | Before I can sign {quote} I need to know what the warranty on the {machine} covers.',
      'Question on {quote} | Could you split the payment for {quote} into three instalments?',
    ],
    quoteAnswer: [
      'Re: quote {quote} | The filter is included, and our fitter brings all fittings. Only the wall socket is up to you.',
      'Re: warranty in {quote} | The warranty covers parts and labour for two years, the boiler for five. Wear parts such as gaskets are not in it.',
      'Re: instalments for {quote} | Three instalments are fine: one on ordering, one on delivery, one after 60 days. I have changed {quote} accordingly.',
    ],
    quoteDeclined: [
      'Quote {quote}: not this time | We have decided against {quote}. A local supplier offered a machine on loan, which suits our budget better.',
      'Our decision on {quote} | Head office has frozen investments until next year, so we cannot go ahead with {quote}. Please ask again in spring.',
    ],
    orderConfirmed: [
      'Order {order} confirmed | Thank you for order {order}. It leaves our warehouse by {day}.',
      'We have your order {order} | Order {order} is booked and the goods are set aside. You will get a text message when the driver is on the way.',
      'Confirmation {order} | Everything in {order} is in stock. We expect to deliver by {day}.',
    ],
    thanks: [
      'Thank you | Just a short note to say that everything is fine now. Thank you for the quick help.',
      'All good | That worked out perfectly, thank you. The team was very pleased.',
      'Thanks for sorting this | I did not expect such a quick answer. Consider the matter closed.',
    ],
    invoiceQuestion: [
      'Invoice {invoice} | Invoice {invoice} for order {order} does not show our purchase number. Could you send it again?',
      'Amount on {invoice} | We were charged delivery on {invoice}, but order {order} should have been free of it. Please check.',
      'Copy of {invoice} needed | Our auditor asks for a copy of {invoice}, belonging to order {order}.',
    ],
    invoiceAnswer: [
      'Re: invoice {invoice} | You are right, and I am sorry. A corrected {invoice} is attached; the old one is cancelled.',
      'Re: your question on {invoice} | I checked {invoice} against order {order}. We credit the difference with the next invoice.',
      'Re: {invoice} | Attached is {invoice} once more, now with all the details your accounts team needs.',
    ],
    returnRequest: [
      'Return of order {order} | I would like to send back what I bought with order {order}. It is unopened. How do I do that?',
      'Wrong choice in {order} | Order {order} arrived quickly, but it is not the right one for my kitchen. May I exchange it?',
    ],
    returnAnswer: [
      'Re: return of {order} | Of course. A return label for {order} is attached; the money is back within five days of arrival.',
      'Re: exchange of {order} | No problem at all. Send {order} back with the attached label and tell us what you would like instead.',
    ],
    trainingRequest: [
      'Training for new staff | Three new people start with us next month. Could you train them in milk and espresso basics?',
      'Latte art morning? | Our team would love a half-day on latte art. What does it cost, and when could you come?',
    ],
    trainingAnswer: [
      'Re: training | Gladly. I suggest a three-hour session for up to six people at your place. The price for the morning is {fee}.',
      'Re: a morning with your team | That is free once a year for customers with a bean contract. I will bring milk jugs and spare tampers.',
    ],
    reviewInvite: [
      'A look at your year | It has been a while since we sat down together. May I come by on {day} to look at volumes and service?',
      'Quarterly review | I have put your figures of the last months together. Would {day} suit you for an hour over them?',
    ],
    reviewAccept: [
      'Re: review | Good idea, please come in the afternoon. We should also talk about the price of the single origins.',
      'Re: meeting | Yes, that suits us. Our bar manager will join, there are some wishes about the menu.',
    ],
    reorder: [
      'Order: {kilos} kg {beans} | Please send us {kilos} kg of {beans} with the next delivery.',
      'Beans for next week | We are running low. Could you put {kilos} kg of {beans} on the van?',
      'Repeat order | The same as last time, please, so {kilos} kg {beans}. Whole beans as always.',
      '{beans} again | Guests keep asking for {beans}. Let us have {kilos} kg, please.',
    ],
    cancelNotice: [
      'Ending our deliveries | We are closing the bar for good at the end of next month and have to end our regular deliveries.',
      'Cancelling | We have found a roaster around the corner and will not order from you for now. Thank you for everything.',
    ],
    winback: [
      'We would love to have you back | It has been quiet between us. If price was the reason, I can offer 10 % on the first three deliveries.',
      'A bag on us | A fresh bag of {beans} is on its way to you, no strings attached. Tell me what you think of it.',
    ],
    campaignReply: [
      'Re: your mail | That sounds interesting. Could you tell me more about prices and dates?',
      'Re: newsletter | Please put us on the list. How many of us may come?',
    ],
    quoteCall: [
      'Call about {quote} | Went through {quote} with {given}. The {machine} fits, the lead time is the sticking point; asked for a tasting first.',
      'Talked over {quote} | {given} likes the {machine} but compares it with one other offer. Decision within two weeks.',
      '{quote}: open points | Answered questions about service and water hardness for {quote}. {given} will talk to the management.',
    ],
    reorderCall: [
      'Phone order: {kilos} kg {beans} | {given} rang to reorder {kilos} kg of {beans}, for delivery this week.',
      'Beans by phone | Quick call from {given}: {kilos} kg {beans}, and a box of cleaning tablets if there is room on the pallet.',
      '{beans} running out | {given} has two days of {beans} left and needs {kilos} kg by the end of the week.',
    ],
    serviceCall: [
      'Call about {ticket} | Talked {given} through the first checks for {ticket}. The fault stays, so a technician will come.',
      '{ticket}: fault found by phone | Went over {ticket} step by step with {given}. It is a worn part; we bring the spare one.',
    ],
    installCall: [
      'Installation of {machine} | Agreed with {given} to install the {machine} on {day}. Water and power are ready.',
      'Date for order {order} | The fitter comes on {day} for order {order}. {given} clears the counter the evening before.',
    ],
    missedCall: [
      'No answer | Rang, nobody picked up. Left a message and asked for a call back.',
      'Not reached | Called twice; a colleague said {given} is out until tomorrow.',
    ],
    checkCall: [
      'How is the {machine} doing? | {given} is happy with the {machine}. The steam wand took some getting used to.',
      'Follow-up call | Asked how things are going since the last visit. All fine; {given} would like more descaler.',
      'Satisfaction call | {given} gives us nine out of ten. One point lost for the delivery window.',
    ],
    winbackCall: [
      'Win-back call | {given} was open to a talk. Price was not the reason; late deliveries were.',
      'Called to ask why | {given} is content with the new supplier but wants to stay on our mailing list.',
    ],
    tasting: [
      'Tasting with {given} | Five people at the table. {beans} won, with {machine} and {grinder} on the counter all morning.',
      'Machine demonstration | Showed the {machine} at work. {given} pulled a dozen shots and asked about cleaning times.',
    ],
    training: [
      'Barista training | Three hours on dosing, milk and cleaning. The team of {given} was keen, two of them have real talent.',
      'Training on site | Worked on dial-in and latte art. Left a recipe card for {beans} on the machine.',
    ],
    review: [
      'Review meeting | Volumes are up on last year. {given} wants fixed prices for six months and a second blend for the terrace.',
      'Annual review | Went through deliveries, faults and prices. {given} is content and would act as a reference.',
    ],
    orderMachine: [
      'Order {order}: {units} × {machine} | {units} × {machine} with {grinder}, {amount}. Installation included.',
      'Order {order} | Signed as quoted: {units} × {machine}, {amount}.',
    ],
    orderBeans: [
      'Order {order}: {kilos} kg {beans} | {kilos} kg {beans}, {amount}.',
      'Order {order} | Beans, {kilos} kg {beans}, together {amount}. Whole beans in 1 kg bags.',
      'Order {order}: {beans} | {kilos} kg {beans} from the current roast, {amount}.',
    ],
    orderShop: [
      'Order {order}: {item} | {units} × {item}, {amount}.',
      'Web order {order} | {units} × {item} for {amount} from the web shop.',
      'Order {order} | {item}, {units} pieces, {amount}. Gift wrapping: none.',
    ],
    dispatched: [
      'On its way: {order} | Marlow & Venn: your order {order} left our warehouse today.',
      'Parcel sent | Good news: {order} is with the carrier and should arrive by {day}.',
      'Shipping notice {order} | {order} is packed and on the road. Marlow & Venn',
    ],
    delivered: [
      'Delivered: {order} | Your order {order} has been delivered. Enjoy your coffee!',
      'Parcel arrived | {order} was handed over today. Anything wrong? Just reply.',
    ],
    visitReminder: [
      'See you tomorrow | Reminder: {agent} of Marlow & Venn visits you tomorrow morning.',
      'Appointment tomorrow | We are with you tomorrow as agreed. Please reply if something came up. {agent}',
    ],
    grinderTicket: [
      '{ticket}: {grinder} grinds unevenly | Since yesterday the {grinder} gives us a mix of dust and chunks. Shots run in twelve seconds.',
      '{ticket}: {grinder} stops | The {grinder} stops in the middle of grinding and hums. Switching it off and on helps for ten minutes.',
      '{ticket}: loud {grinder} | Our {grinder} makes a screeching noise, even when empty. We clean it every evening.',
    ],
    machineTicket: [
      '{ticket}: {machine} loses pressure | The {machine} falls to six bar during the rush. We need it for the weekend.',
      '{ticket}: water under the {machine} | There is a small pool under the {machine} every morning. The hose looks dry.',
      '{ticket}: {machine} shows error E4 | The display of the {machine} shows E4 and it stays cold. We have already unplugged it.',
    ],
    deliveryTicket: [
      '{ticket}: {order} incomplete | Part of order {order} is missing. The delivery note lists everything, the box does not hold it.',
      '{ticket}: damaged parcel {order} | Order {order} came in a torn box and one item is spoilt. Photos are attached.',
    ],
    ticketAnswer: [
      'Re: {ticket} | Sorry for the trouble. Please check whether the hopper sits tightly and send us a short film of the fault.',
      'Re: {ticket} | Thank you for reporting {ticket}. Please switch it off for ten minutes and tell us what you see after that.',
    ],
    ticketReply: [
      'Re: {ticket} | We tried that, no difference. The film is attached. Could someone have a look this week?',
      'Re: {ticket} | It was better for an hour, then the same again. We make do with the small grinder until you come.',
    ],
    ticketResolved: [
      'Resolved: {ticket} | The worn part has been replaced and {ticket} is closed. Please tell us if anything comes back.',
      'Resolved: {ticket} | Our technician adjusted everything and made twenty test shots. {ticket} is done, under warranty.',
    ],
    deliveryResolved: [
      'Re: {ticket} | We are sorry. What is missing from {order} goes out again today, free of charge.',
      'Re: {ticket} | Thank you for the details on {order}. A replacement is being packed; you need not send anything back.',
    ],
    socialPraise: [
      'Mentioned us | Best flat white I have made at home so far, thanks to {beans} from Marlow & Venn!',
      'Posted a picture | New {item} on the counter and the kitchen smells wonderful. Well done, Marlow & Venn.',
    ],
    socialQuestion: [
      'Asked under a post | Do you ship {beans} to islands, too? Asking for my parents.',
      'Direct message | Hello! Will {beans} be back in stock this month?',
    ],
    socialReply: [
      'Answered publicly | Thank you for writing! We have just sent you a message with all the details.',
      'Replied about {beans} | Yes, gladly: we send {beans} everywhere the post goes, every working day.',
    ],
    socialThanks: ['Replied | You made our day. Send us a photo of your next cup!'],
    campaignHarvest: [
      'The new harvest is here | Kirinyaga AA and Huila Select of the new harvest are roasted and ready. Order this week and we ship free.',
    ],
    campaignDescale: [
      'Descaling week | Hard water eats machines. All week our cleaning kits are 20 % off, with a five-minute guide.',
    ],
    campaignFair: [
      'See us at the coffee fair | We pour at stand B 14 for three days. Reply to this mail and we put two tickets aside for you.',
    ],
    campaignColdBrew: [
      'Cold brew season | Lighthouse Filter makes a cold brew that sells itself. Inside: our recipe for ten litres.',
    ],
    campaignFestive: [
      'The festive roast | Our winter blend with notes of orange and almond is here until it is gone. Last shipping day: 19 December.',
    ],
  },
};
