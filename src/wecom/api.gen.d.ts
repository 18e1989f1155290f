// Generated from config/wecom-api.yaml by scripts/generate-types.ts. Change the description instead.

export interface paths {
    "/cgi-bin/gettoken": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The app's access token (page 91039)
         * @description Asking again within its life gives the same token. Calling often is refused (45009).
         */
        get: operations["getToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cgi-bin/message/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A message from the app to members (page 90236)
         * @description With the duplicate check an identical request inside the interval is accepted and not delivered again. More than
         *     30 messages a minute or 1000 an hour to one member are dropped without a word (page 90312).
         */
        post: operations["sendMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cgi-bin/message/update_template_card": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replaces a card of the app, or greys its buttons (page 94888) */
        post: operations["updateCard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cgi-bin/media/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Uploads a file for the app's messages (page 90253) */
        post: operations["uploadMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cgi-bin/webhook/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A message from a group's robot (page 99110)
         * @description One key is one robot in one group. At most 20 messages a minute. The platform cannot tell a repeated message from
         *     a new one.
         */
        post: operations["sendToGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cgi-bin/webhook/upload_media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Uploads a file for one robot's messages (page 99110) */
        post: operations["uploadRobotMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cgi-bin/aibot/response": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The one later answer to a message to the smart bot (page 101138)
         * @description The url comes with the message, is a secret, and is good for one call within an hour.
         */
        post: operations["answerLater"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cgi-bin/user/get": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One member in the app's visible range (page 90196) */
        get: operations["getUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cgi-bin/batch/openuserid_to_userid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accounts behind encrypted sender ids of the smart bot (page 101521) */
        post: operations["convertOpenUserIds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Answer: {
            errcode: number;
            errmsg?: string;
        };
        TokenAnswer: components["schemas"]["Answer"] & {
            access_token: string;
            /** @description Seconds. */
            expires_in: number;
        };
        SendAnswer: components["schemas"]["Answer"] & {
            /** @description Accounts that were left out, in lower case and joined by a bar. */
            invaliduser?: string;
            /** @description Accounts without a licence for interfaces. */
            unlicenseduser?: string;
            msgid?: string;
            /** @description For one update of an interactive card within 72 hours. */
            response_code?: string;
        };
        CardUpdateAnswer: components["schemas"]["Answer"] & {
            invaliduser?: string[];
        };
        UploadAnswer: components["schemas"]["Answer"] & {
            media_id: string;
        };
        UserAnswer: components["schemas"]["Answer"] & {
            userid: string;
            name?: string;
            /** @description 1 active, 2 disabled, 4 not activated, 5 left. */
            status?: number;
        };
        OpenUserIds: {
            open_userid_list: string[];
        };
        ConvertAnswer: components["schemas"]["Answer"] & {
            userid_list: {
                open_userid: string;
                userid: string;
            }[];
            invalid_open_userid_list?: string[];
        };
        AppMessage: components["schemas"]["AppAddress"] & (components["schemas"]["Text"] | components["schemas"]["Markdown"] | components["schemas"]["File"] | components["schemas"]["Card"]);
        AppAddress: {
            /** @description One account. */
            touser: string;
            agentid: number;
            /** @constant */
            enable_duplicate_check: 1;
            /** @description Seconds. */
            duplicate_check_interval: number;
        };
        RobotMessage: components["schemas"]["MentioningText"] | components["schemas"]["Markdown"] | components["schemas"]["File"];
        LaterAnswer: components["schemas"]["Markdown"] | components["schemas"]["Card"];
        Text: {
            /** @constant */
            msgtype: "text";
            text: components["schemas"]["Content"];
        };
        MentioningText: {
            /** @constant */
            msgtype: "text";
            text: components["schemas"]["Content"] & {
                /** @description Accounts, or @all. */
                mentioned_list?: string[];
            };
        };
        Markdown: {
            /** @constant */
            msgtype: "markdown";
            markdown: components["schemas"]["Content"];
        };
        Content: {
            /**
             * @description At most 2048 bytes of UTF-8 as text or as markdown of the app, 4096 as markdown of a robot, 20480 as a later
             *     answer of the smart bot.
             */
            content: string;
        };
        File: {
            /** @constant */
            msgtype: "file";
            file: {
                media_id: string;
            };
        };
        Card: {
            /** @constant */
            msgtype: "template_card";
            template_card: components["schemas"]["TemplateCard"];
        };
        /** @description The part of a card that the platform asks for on every kind; each kind has more (pages 90236, 101032). */
        TemplateCard: {
            /** @enum {string} */
            card_type: "text_notice" | "news_notice" | "button_interaction" | "vote_interaction" | "multiple_interaction";
            task_id?: string;
            main_title?: {
                title?: string;
                desc?: string;
            };
            sub_title_text?: string;
            horizontal_content_list?: {
                keyname: string;
                value?: string;
            }[];
            button_list?: {
                text: string;
                key: string;
                style?: number;
            }[];
        };
        CardUpdate: {
            userids: string[];
            agentid: number;
            /** @description From the send or the click: one use within 72 hours. */
            response_code: string;
        } & ({
            button: {
                /** @description What the greyed button says. */
                replace_name: string;
            };
        } | {
            template_card: components["schemas"]["TemplateCard"];
        });
    };
    responses: never;
    parameters: {
        AccessToken: string;
        RobotKey: string;
        MediaType: "file";
    };
    requestBodies: {
        Upload: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description More than 5 bytes and at most 20 MB.
                     */
                    media: string;
                };
            };
        };
    };
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getToken: {
        parameters: {
            query: {
                corpid: string;
                corpsecret: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token and its life in seconds, normally 7200. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenAnswer"];
                };
            };
        };
    };
    sendMessage: {
        parameters: {
            query: {
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AppMessage"];
            };
        };
        responses: {
            /** @description Who could not be reached, and ids for recall and card updates. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SendAnswer"];
                };
            };
        };
    };
    updateCard: {
        parameters: {
            query: {
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CardUpdate"];
            };
        };
        responses: {
            /** @description Which members were not in reach. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CardUpdateAnswer"];
                };
            };
        };
    };
    uploadMedia: {
        parameters: {
            query: {
                access_token: components["parameters"]["AccessToken"];
                type: components["parameters"]["MediaType"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Upload"];
        responses: {
            /** @description The file's id, good for three days. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadAnswer"];
                };
            };
        };
    };
    sendToGroup: {
        parameters: {
            query: {
                key: components["parameters"]["RobotKey"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RobotMessage"];
            };
        };
        responses: {
            /** @description Nothing but the code. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
        };
    };
    uploadRobotMedia: {
        parameters: {
            query: {
                key: components["parameters"]["RobotKey"];
                type: components["parameters"]["MediaType"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Upload"];
        responses: {
            /** @description The file's id, good for three days and for this robot only. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadAnswer"];
                };
            };
        };
    };
    answerLater: {
        parameters: {
            query: {
                response_code: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LaterAnswer"];
            };
        };
        responses: {
            /** @description Nothing but the code. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Answer"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query: {
                access_token: components["parameters"]["AccessToken"];
                userid: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAnswer"];
                };
            };
        };
    };
    convertOpenUserIds: {
        parameters: {
            query: {
                access_token: components["parameters"]["AccessToken"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenUserIds"];
            };
        };
        responses: {
            /** @description What could be converted; ids that were plain already come back as invalid. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConvertAnswer"];
                };
            };
        };
    };
}
