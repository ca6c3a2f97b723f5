import type { Phrasebook } from './phrasebook.ts';

export const french: Phrasebook = {
  fromUs: [
    ['Bonjour {name},', 'Bien cordialement, {agent}'],
    ['Bonjour {given},', 'Belle journée, {agent}'],
  ],
  toUs: [
    ['Bonjour {agent},', 'Merci d’avance, {given}'],
    ['Bonjour,', 'Cordialement, {name}'],
  ],
  asides: {
    sent: [
      'Si un point n’est pas clair, appelez-moi.',
      'Vous trouverez notre nouveau tarif en pièce jointe.',
      'Dites-moi si un autre jour vous convient mieux.',
    ],
    written: [
      'Je suis plus facile à joindre le matin.',
      'Merci de mettre notre comptabilité en copie.',
      'Rien d’urgent, mais avant le week-end ce serait bien.',
    ],
    call: [
      'Nous nous reparlons le {day}.',
      'Un résumé suit par e-mail.',
      'Échange agréable, aucun point en suspens.',
    ],
    order: [
      'Merci de livrer par l’entrée de service.',
      'Payé par carte.',
      'À facturer en fin de mois.',
    ],
    web: [
      'Venu par la lettre d’information.',
      'Venu par un moteur de recherche.',
      'Troisième visite ce mois-ci.',
    ],
  },
  moments: {
    webMachine: [
      'Page {machine} consultée | Quatre minutes sur la page de la {machine}, fiche technique ouverte.',
      'Machines comparées | A comparé la {machine} à deux autres modèles, puis a lu la page sur le crédit-bail.',
    ],
    webBeans: [
      'Page {beans} consultée | A lu les notes de dégustation et la recette pour {beans}.',
      'Visite de la boutique | A filtré les torréfactions espresso et mis {beans} dans ses favoris.',
    ],
    webSupport: [
      'Pages d’aide consultées | A lu « Nettoyer la {grinder} » et « Quand le café coule trop vite ».',
      'Détartrage | A lu le guide de détartrage et téléchargé la liste de contrôle.',
    ],
    chatMachine: [
      'Question sur la {machine} | Bonjour, la {machine} fonctionne-t-elle sur une prise ordinaire ou faut-il du triphasé ?',
      '{machine} en stock ? | Nous ouvrons bientôt un deuxième lieu. Sous quel délai pouvez-vous livrer {units} × {machine} ?',
    ],
    chatMachineAnswer: [
      'Re : {machine} | Une prise ordinaire de 16 A suffit. Je vous envoie un devis avec installation.',
      'Re : délai | La {machine} est en stock, nous installons sous dix jours ouvrés. Je vous envoie les chiffres par e-mail ?',
    ],
    chatBeans: [
      'Quelle mouture pour {beans} ? | Puis-je utiliser {beans} dans une cafetière italienne, et avec quelle mouture ?',
      'Date de torréfaction | De quand date la torréfaction de {beans} ? C’est pour un cadeau.',
    ],
    chatBeansAnswer: [
      'Re : mouture | Oui, {beans} est parfait en cafetière italienne. Moulez un peu plus gros que pour un espresso.',
      'Re : torréfaction | Nous torréfions {beans} chaque mardi : rien de ce qui part n’a plus d’une semaine.',
    ],
    quote: [
      'Devis {quote} : {units} × {machine} | Merci de votre intérêt. Le devis {quote} comprend {units} × {machine} avec {grinder}, installation incluse, pour {amount} hors taxes. Il est valable 30 jours.',
      'Votre devis {quote} | Comme convenu, voici les chiffres : {units} × {machine} pour {amount}, avec deux ans d’entretien. Le moulin {grinder} est compris.',
    ],
    quoteQuestion: [
      'Re : devis {quote} | Merci pour {quote}. Le filtre à eau est-il compris, et qui paie le plombier ?',
      'Garantie du devis {quote} | Avant de signer {quote}, j’aimerais savoir ce que couvre la garantie de la {machine}.',
    ],
    quoteAnswer: [
      'Re : devis {quote} | Le filtre est compris et notre installateur apporte les raccords. Seule la prise est à prévoir.',
      'Re : garantie | Deux ans pièces et main-d’œuvre, cinq ans pour la chaudière. Les joints et autres pièces d’usure en sont exclus.',
    ],
    quoteDeclined: [
      'Devis {quote} : pas cette fois | Nous ne donnons pas suite à {quote}. Un fournisseur local nous prête une machine.',
      'Notre décision sur {quote} | Le siège reporte les investissements à l’an prochain, nous devons donc renoncer à {quote}.',
    ],
    orderConfirmed: [
      'Commande {order} confirmée | Merci pour la commande {order}. Elle quitte notre entrepôt au plus tard le {day}.',
      'Votre commande {order} | {order} est enregistrée et réservée. Un SMS vous préviendra du départ du chauffeur.',
    ],
    thanks: [
      'Merci | Un petit mot pour dire que tout est rentré dans l’ordre. Merci pour votre rapidité.',
      'Tout va bien | Cela s’est très bien passé, l’équipe est ravie.',
      'Merci de votre aide | Je ne m’attendais pas à une réponse si rapide. Pour moi, l’affaire est close.',
    ],
    invoiceQuestion: [
      'Facture {invoice} | Notre numéro d’achat manque sur {invoice}, commande {order}. Pouvez-vous la renvoyer ?',
      'Montant de {invoice} | Des frais de port figurent sur {invoice}, alors que la commande {order} en était exempte. Merci de vérifier.',
    ],
    invoiceAnswer: [
      'Re : {invoice} | Voici de nouveau {invoice}, avec toutes les mentions utiles à votre comptabilité.',
      'Re : facture {invoice} | Vous avez raison, toutes mes excuses. La {invoice} corrigée est jointe, l’ancienne est annulée.',
    ],
    returnRequest: [
      'Retour de {order} | Je souhaite renvoyer le contenu de {order}, non ouvert. Comment faire ?',
      'Échange de {order} | {order} est vite arrivée, mais ne convient pas à ma cuisine. Un échange est-il possible ?',
    ],
    returnAnswer: [
      'Re : retour de {order} | Bien sûr. L’étiquette pour {order} est jointe ; remboursement sous cinq jours après réception.',
      'Re : échange de {order} | Aucun souci. Renvoyez {order} avec l’étiquette et dites-nous ce que vous préférez.',
    ],
    trainingRequest: [
      'Formation des nouveaux | Trois personnes nous rejoignent le mois prochain. Pourriez-vous les former au lait et à l’espresso ?',
      'Matinée latte art ? | L’équipe aimerait une demi-journée de latte art. À quel prix, et quand pourriez-vous venir ?',
    ],
    trainingAnswer: [
      'Re : formation | Avec plaisir. Je propose trois heures chez vous, six personnes au plus, pour {fee}.',
      'Re : matinée | Avec un contrat café, c’est offert une fois par an. J’apporte les pichets et les tampers.',
    ],
    reviewInvite: [
      'Un regard sur votre année | Nous ne nous sommes pas vus depuis longtemps. Puis-je passer le {day} pour parler volumes et service ?',
      'Point trimestriel | J’ai préparé vos chiffres des derniers mois. Le {day} vous conviendrait-il ?',
    ],
    reviewAccept: [
      'Re : point | Bonne idée, plutôt l’après-midi. Parlons aussi du prix des cafés d’origine.',
      'Re : rendez-vous | Oui, cela nous va. Notre responsable de bar se joindra à nous.',
    ],
    reorder: [
      'Commande : {kilos} kg de {beans} | Merci d’ajouter {kilos} kg de {beans} à la prochaine livraison.',
      'Café pour la semaine prochaine | Nous arrivons au bout. Pouvez-vous prévoir {kilos} kg de {beans} ?',
      'Comme d’habitude | La même chose que la dernière fois : {kilos} kg de {beans}, en grains.',
    ],
    cancelNotice: [
      'Fin de nos livraisons | Nous fermons à la fin du mois prochain et devons arrêter les livraisons régulières.',
      'Résiliation | Nous avons trouvé un torréfacteur tout près et ne commanderons plus pour l’instant. Merci pour tout.',
    ],
    winback: [
      'Au plaisir de vous revoir | Nous n’avons plus de vos nouvelles. Si c’était le prix, j’offre 10 % sur trois livraisons.',
      'Un paquet offert | Un paquet frais de {beans} est en route, sans engagement. Dites-moi ce que vous en pensez.',
    ],
    campaignReply: [
      'Re : votre message | C’est intéressant. Pouvez-vous m’en dire plus sur les prix et les dates ?',
      'Re : lettre d’information | Inscrivez-nous, s’il vous plaît. À combien pouvons-nous venir ?',
    ],
    quoteCall: [
      'Appel au sujet de {quote} | {quote} passé en revue avec {given}. La {machine} convient, le délai coince ; une dégustation est demandée.',
      '{quote} discuté | La {machine} plaît à {given}, mais il y a une autre offre. Décision sous deux semaines.',
    ],
    reorderCall: [
      'Par téléphone : {kilos} kg de {beans} | {given} a commandé {kilos} kg de {beans}, à livrer cette semaine.',
      '{beans} bientôt épuisé | Il reste à {given} deux jours de {beans} ; il faut {kilos} kg avant la fin de la semaine.',
    ],
    serviceCall: [
      'Appel pour {ticket} | Premiers contrôles de {ticket} faits avec {given}. La panne persiste, un technicien passera.',
      '{ticket} : panne identifiée | {ticket} suivi pas à pas au téléphone. Une pièce d’usure, nous apportons la neuve.',
    ],
    installCall: [
      'Installation de la {machine} | Installation fixée au {day} avec {given}. L’eau et le courant sont prêts.',
      'Date pour {order} | L’installateur passe le {day} pour {order}. Le comptoir sera dégagé.',
    ],
    missedCall: [
      'Pas de réponse | Personne n’a décroché. Message laissé, rappel demandé.',
      'Injoignable | Deux appels ; selon une collègue, {given} sera là demain.',
    ],
    checkCall: [
      'Comment va la {machine} ? | Tout se passe bien selon {given}. Il a fallu s’habituer à la buse vapeur.',
      'Appel de suivi | Tout va bien depuis la dernière visite. {given} voudrait davantage de détartrant.',
      'Appel de satisfaction | {given} nous donne neuf sur dix. Un point perdu pour l’horaire de livraison.',
    ],
    winbackCall: [
      'Appel de reconquête | {given} a bien voulu parler. Pas le prix : des livraisons en retard.',
      'Pourquoi ce départ | {given} apprécie son nouveau fournisseur, mais souhaite rester sur notre liste.',
    ],
    tasting: [
      'Dégustation avec {given} | Cinq personnes à table. {beans} l’a emporté, sur la {machine} avec la {grinder}.',
      'Démonstration | La {machine} montrée au travail. {given} a tiré une douzaine de cafés et demandé le temps de nettoyage.',
    ],
    training: [
      'Formation barista | Trois heures sur le dosage, le lait et le nettoyage. Équipe motivée, deux vrais talents.',
      'Formation sur place | Réglage de la mouture et latte art. La fiche recette de {beans} est sur la machine.',
    ],
    review: [
      'Bilan annuel | Les volumes dépassent l’an dernier. {given} veut des prix fixes six mois et un second mélange pour la terrasse.',
      'Point sur le service | Livraisons, pannes et prix passés en revue. {given} accepte de servir de référence.',
    ],
    orderMachine: [
      'Commande {order} : {units} × {machine} | {units} × {machine} avec {grinder}, {amount}. Installation comprise.',
      'Commande {order} | Signée selon le devis : {units} × {machine}, {amount}.',
    ],
    orderBeans: [
      'Commande {order} : {kilos} kg de {beans} | {kilos} kg de {beans}, {amount}.',
      'Commande {order} | Café, {kilos} kg de {beans}, total {amount}. En grains, sachets de 1 kg.',
    ],
    orderShop: [
      'Commande {order} : {item} | {units} × {item}, {amount}.',
      'Commande {order} | {units} × {item} pour {amount}, boutique en ligne.',
    ],
    dispatched: [
      'En route : {order} | Marlow & Venn : votre commande {order} a quitté notre entrepôt aujourd’hui.',
      'Colis expédié | Bonne nouvelle : {order} est chez le transporteur, arrivée prévue le {day}.',
    ],
    delivered: [
      'Livrée : {order} | Votre commande {order} a été livrée. Bonne dégustation !',
      'Colis arrivé | {order} a été remise aujourd’hui. Un souci ? Répondez simplement.',
    ],
    visitReminder: [
      'À demain | Rappel : {agent} de Marlow & Venn passe vous voir demain matin.',
      'Rendez-vous demain | Nous venons demain comme convenu. Prévenez-nous en cas d’empêchement. {agent}',
    ],
    grinderTicket: [
      '{ticket} : mouture irrégulière, {grinder} | Depuis hier la {grinder} mélange poussière et gros morceaux. Le café coule en douze secondes.',
      '{ticket} : la {grinder} s’arrête | La {grinder} s’arrête en pleine mouture et bourdonne. L’éteindre aide dix minutes.',
    ],
    machineTicket: [
      '{ticket} : la {machine} perd de la pression | Au coup de feu, la {machine} tombe à six bars. Il nous la faut ce week-end.',
      '{ticket} : {machine}, erreur E4 | L’écran de la {machine} affiche E4 et elle reste froide. Nous l’avons déjà débranchée.',
    ],
    deliveryTicket: [
      '{ticket} : {order} incomplète | Il manque une partie de {order}. Tout est sur le bon de livraison, mais pas dans le carton.',
      '{ticket} : {order} abîmée | {order} est arrivée dans un carton déchiré, un article est perdu. Photos jointes.',
    ],
    ticketAnswer: [
      'Re : {ticket} | Désolé pour ce désagrément. Vérifiez que la trémie est bien en place et envoyez-nous une courte vidéo.',
      'Re : {ticket} | Merci d’avoir signalé {ticket}. Éteignez l’appareil dix minutes et dites-nous ce qui se passe ensuite.',
    ],
    ticketReply: [
      'Re : {ticket} | Essayé, aucun changement. La vidéo est jointe. Quelqu’un peut-il passer cette semaine ?',
      'Re : {ticket} | Une heure de mieux, puis la même chose. Nous nous débrouillons en vous attendant.',
    ],
    ticketResolved: [
      'Résolu : {ticket} | La pièce usée est remplacée et {ticket} est clos. Prévenez-nous si cela revient.',
      'Résolu : {ticket} | Notre technicien a tout réglé et tiré vingt cafés d’essai. {ticket} est pris sous garantie.',
    ],
    deliveryResolved: [
      'Re : {ticket} | Toutes nos excuses. Ce qui manque à {order} repart aujourd’hui, sans frais.',
      'Re : {ticket} | Merci pour les détails sur {order}. Le remplacement est en préparation, rien à renvoyer.',
    ],
    socialPraise: [
      'Nous a mentionnés | Le meilleur café fait à la maison jusqu’ici, grâce à {beans} de Marlow & Venn !',
      'Photo publiée | {item} sur le plan de travail et la cuisine embaume. Bravo, Marlow & Venn.',
    ],
    socialQuestion: [
      'Question sous une publication | Livrez-vous {beans} en Corse aussi ? C’est pour mes parents.',
      'Message privé | Bonjour ! {beans} sera-t-il de retour ce mois-ci ?',
    ],
    socialReply: [
      'Réponse publique | Merci pour votre message ! Nous venons de vous écrire tous les détails.',
      'Réponse sur {beans} | Oui, avec plaisir : {beans} part chaque jour ouvré, partout où passe la poste.',
    ],
    socialThanks: [
      'Réponse | Quel plaisir de vous lire. Envoyez-nous une photo de la prochaine tasse !',
    ],
    campaignHarvest: [
      'La nouvelle récolte est là | Kirinyaga AA et Huila Select de la nouvelle récolte sont torréfiés. Port offert cette semaine.',
    ],
    campaignDescale: [
      'La semaine du détartrage | L’eau dure use les machines. Toute la semaine, 20 % sur nos kits de nettoyage.',
    ],
    campaignFair: [
      'Rendez-vous au salon du café | Trois jours de dégustation au stand B 14. Répondez à ce message : deux entrées vous attendent.',
    ],
    campaignColdBrew: [
      'La saison du café glacé | Avec Lighthouse Filter, l’infusion à froid se vend toute seule. Notre recette pour dix litres est jointe.',
    ],
    campaignFestive: [
      'La torréfaction d’hiver | Notre mélange d’hiver aux notes d’orange et d’amande est arrivé. Dernier envoi : le 19 décembre.',
    ],
  },
};
